package io.latchkey.domain.delivery;

import java.util.List;
import java.util.Optional;

/** All rules in order. The first rule that fits a message applies. */
public record RoutingTable(List<RoutingRule> rules) {
    public RoutingTable {
        rules = List.copyOf(rules);
    }

    /** The rule for a message; empty when no provider is set up for it. */
    public Optional<RoutingRule> find(RouteQuery query) {
        return rules.stream().filter(rule -> rule.criteria().fits(query)).findFirst();
    }
}
