package io.latchkey.domain.delivery;

import java.util.List;

/** Which messages go which way; later steps are for messages that an earlier one did not bring to their reader in time. */
public record RoutingRule(RouteCriteria criteria, List<RouteStep> steps) {
    public RoutingRule {
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a rule must have a step");
        }
        steps = List.copyOf(steps);
    }
}
