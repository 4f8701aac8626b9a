package io.latchkey.domain.delivery;

import java.util.List;
import java.util.Optional;

/** All rules, in order: the first that fits a message applies. */
public record RoutingTable(List<RoutingRule> rules) {
    public RoutingTable {
        rules = List.copyOf(rules);
    }

    /** Empty when no provider is set up for such a message. */
    public Optional<RoutingRule> find(RouteQuery query) {
        return rules.stream().filter(rule -> rule.criteria().fits(query)).findFirst();
    }
}
