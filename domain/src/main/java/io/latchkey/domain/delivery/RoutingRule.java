package io.latchkey.domain.delivery;

import io.latchkey.domain.shared.Channel;
import java.util.List;
import java.util.Optional;

/**
 * The route of some messages. The next step is taken when the step before did not bring the message to its reader in
 * time.
 */
public record RoutingRule(RouteCriteria criteria, List<RouteStep> steps) {
    public RoutingRule {
        if (steps.stream().allMatch(RouteStep::onRequest)) {
            throw new IllegalArgumentException("a rule must have a step that is taken without a request");
        }
        steps = List.copyOf(steps);
    }

    /**
     * The steps of one message. A message whose requester chose a channel takes the steps of this channel alone, so that
     * it comes by no other. Any other message takes all steps that need no request.
     *
     * @param chosen the channel that the requester chose; empty when the route alone decides
     * @return no step when the rule does not offer the channel
     */
    public List<RouteStep> steps(Optional<Channel> chosen) {
        return steps.stream()
                .filter(step -> chosen.map(channel -> step.channel() == channel).orElse(!step.onRequest()))
                .toList();
    }

    /** The channels that a requester may choose, each once, in the order of the steps. */
    public List<Channel> channels() {
        return steps.stream().map(RouteStep::channel).distinct().toList();
    }
}
