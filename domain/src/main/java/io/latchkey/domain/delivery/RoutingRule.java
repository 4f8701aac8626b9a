package io.latchkey.domain.delivery;

import java.util.List;

/**
 * The route of some messages. The next step is taken when the step before did not bring the message to its reader in
 * time.
 */
public record RoutingRule(RouteCriteria criteria, List<RouteStep> steps) {
    public RoutingRule {
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a rule must have a step");
        }
        steps = List.copyOf(steps);
    }
}
