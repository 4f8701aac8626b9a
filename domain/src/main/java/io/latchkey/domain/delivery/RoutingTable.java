package io.latchkey.domain.delivery;

import io.latchkey.domain.shared.Channel;
import io.latchkey.domain.shared.ContactKind;
import java.util.List;
import java.util.Optional;

/** All rules in order. The first rule that fits a message applies. */
public record RoutingTable(List<RoutingRule> rules) {
    public RoutingTable {
        rules = List.copyOf(rules);
    }

    /** Whether there is a rule for messages to contacts of this kind. */
    public boolean reaches(ContactKind kind) {
        return rules.stream().anyMatch(rule -> rule.criteria().kind() == kind);
    }

    /** The channels that the requester of a message may choose; none when no provider is set up for it. */
    public List<Channel> channels(RouteQuery query) {
        return find(query).map(RoutingRule::channels).orElseGet(List::of);
    }

    /** The rule for a message; empty when no provider is set up for it. */
    public Optional<RoutingRule> find(RouteQuery query) {
        return rules.stream().filter(rule -> rule.criteria().fits(query)).findFirst();
    }
}
