package io.latchkey.application.delivery.service;

import io.latchkey.application.delivery.port.Countries;
import io.latchkey.application.delivery.port.Handover;
import io.latchkey.application.delivery.port.MessageGateway;
import io.latchkey.application.delivery.port.OutboundMessage;
import io.latchkey.application.delivery.port.Routes;
import io.latchkey.application.shared.port.IdGenerator;
import io.latchkey.domain.delivery.CodeReference;
import io.latchkey.domain.delivery.DeliveryAttempt;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.OutboxMessage;
import io.latchkey.domain.delivery.ProviderChoice;
import io.latchkey.domain.delivery.ProviderOrder;
import io.latchkey.domain.delivery.RetryPolicy;
import io.latchkey.domain.delivery.RouteQuery;
import io.latchkey.domain.delivery.RouteStep;
import io.latchkey.domain.delivery.RoutingRule;
import io.latchkey.domain.delivery.UnknownOutcome;
import io.latchkey.domain.shared.Channel;
import io.latchkey.domain.shared.PhoneNumber;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Takes a message to a provider that accepts it: the providers of a step one after the other, then the next step. All of them get the
 * same code and the same deadline.
 */
final class Courier {
    private final Routes routes;
    private final Countries countries;
    private final MessageGateway gateway;
    private final HealthBoard health;
    private final RetryPolicy policy;
    private final IdGenerator ids;
    private final Clock clock;

    Courier(
            Routes routes,
            Countries countries,
            MessageGateway gateway,
            HealthBoard health,
            RetryPolicy policy,
            IdGenerator ids,
            Clock clock) {
        this.routes = routes;
        this.countries = countries;
        this.gateway = gateway;
        this.health = health;
        this.policy = policy;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What a round of tries came to.
     *
     * @param outcome what decided it
     * @param acceptedIn the step whose provider took the message; -1 when none did
     * @param patience how long to wait for a receipt before the next step; empty when there is none
     */
    record Round(
            DeliveryOutcome outcome, int acceptedIn, Optional<Duration> patience, List<DeliveryAttempt> attempts) {}

    /** @param outbound the message complete but for its wording, as it is at a time */
    Round carry(OutboxMessage message, Function<Instant, OutboundMessage> outbound) {
        return new Carrying(message, outbound).run();
    }

    private record Said(Channel channel, DeliveryOutcome outcome) {}

    /** One round of one message. */
    private final class Carrying {
        private final OutboxMessage message;
        private final Function<Instant, OutboundMessage> outbound;
        private final String country;
        private final Instant startedAt = clock.instant();
        private final List<DeliveryAttempt> attempts = new ArrayList<>();
        private final List<Said> said = new ArrayList<>();
        private final Set<Channel> closed = EnumSet.noneOf(Channel.class);

        Carrying(OutboxMessage message, Function<Instant, OutboundMessage> outbound) {
            this.message = message;
            this.outbound = outbound;
            this.country = message.contact() instanceof PhoneNumber number ? countries.of(number) : "";
        }

        Round run() {
            Optional<RoutingRule> rule = routes.current()
                    .find(new RouteQuery(
                            message.contact(),
                            country,
                            Optional.ofNullable(message.code()).map(CodeReference::purpose)));
            if (rule.isEmpty()) {
                String channel = message.contact().kind().wireName();
                return ended(new DeliveryOutcome.Declined("no provider for " + channel));
            }
            List<RouteStep> steps = rule.get().steps();
            // The routes may have become shorter since the message was last tried.
            int first = Math.min(message.step(), steps.size() - 1);
            for (int step = first; step < steps.size(); step++) {
                RouteStep next = steps.get(step);
                Optional<DeliveryOutcome> decided = closed.contains(next.channel()) ? Optional.empty() : decide(next);
                if (decided.isPresent() && decided.get() instanceof DeliveryOutcome.Accepted) {
                    boolean isLast = step == steps.size() - 1;
                    return new Round(
                            decided.get(), step, isLast ? Optional.empty() : Optional.of(next.patience()), attempts);
                }
                if (decided.isPresent()) {
                    return ended(decided.get());
                }
            }
            return ended(verdict());
        }

        /** Asks the providers of a step until one decides what becomes of the message in this round; empty when none did. */
        private Optional<DeliveryOutcome> decide(RouteStep step) {
            if (isOverdue()) {
                return Optional.of(interruption());
            }
            for (ProviderChoice choice : order(step)) {
                if (isOverdue()) {
                    return Optional.of(interruption());
                }
                DeliveryOutcome outcome = ask(choice, step);
                if (outcome instanceof DeliveryOutcome.Unknown
                        && policy.onUnknown() == UnknownOutcome.SAME_PROVIDER
                        && !isOverdue()) {
                    DeliveryOutcome second = ask(choice, step);
                    // What the first call may have brought on its way, this one does not take back.
                    outcome = second instanceof DeliveryOutcome.Deferred ? outcome : second;
                }
                said.add(new Said(step.channel(), outcome));
                if (outcome instanceof DeliveryOutcome.Accepted) {
                    return Optional.of(outcome);
                }
                if (outcome instanceof DeliveryOutcome.Unknown && policy.onUnknown() != UnknownOutcome.OTHER_PROVIDER) {
                    return Optional.of(outcome);
                }
                if (outcome instanceof DeliveryOutcome.Rejected) {
                    closed.add(step.channel());
                    return Optional.empty();
                }
            }
            return Optional.empty();
        }

        private List<ProviderChoice> order(RouteStep step) {
            // A message that a provider may have is to find the same one first.
            int tries = policy.onUnknown() == UnknownOutcome.SAME_PROVIDER ? 0 : message.attempts();
            List<ProviderChoice> order = new ArrayList<>(
                    ProviderOrder.of(step, message.id(), tries, provider -> health.share(provider, country)));
            step.choices().stream()
                    .filter(choice -> health.takesProbe(choice.provider()))
                    .findFirst()
                    .ifPresent(probed -> {
                        order.remove(probed);
                        order.add(0, probed);
                    });
            return order;
        }

        private DeliveryOutcome ask(ProviderChoice choice, RouteStep step) {
            HealthBoard.Call call = health.begin(choice.provider());
            Handover handover;
            try {
                handover =
                        gateway.deliver(outbound.apply(call.startedAt()), choice.provider(), step.profile(), country);
            } catch (RuntimeException | Error bug) {
                // The fault is ours.
                health.forget(call);
                throw bug;
            }
            if (!handover.wasAsked()) {
                health.forget(call);
                return handover.outcome();
            }
            health.end(call, handover.outcome());
            CodeReference code = message.code();
            attempts.add(new DeliveryAttempt(
                    ids.next(),
                    new DeliveryAttempt.Message(
                            message.id(),
                            code == null ? null : code.challengeId(),
                            country,
                            handover.template(),
                            handover.segments()),
                    choice.provider(),
                    handover.channel(),
                    handover.outcome(),
                    handover.outcome() instanceof DeliveryOutcome.Accepted ? handover.cost() : Optional.empty(),
                    call.startedAt(),
                    Duration.between(call.startedAt(), clock.instant())));
            return handover.outcome();
        }

        /** Half of the claim is left for the call under way, so that no other node takes the message up meanwhile. */
        private boolean isOverdue() {
            Instant now = clock.instant();
            boolean isLate = !message.isInTime(now)
                    || !now.isBefore(startedAt.plus(policy.claim().dividedBy(2)));
            return isLate && !attempts.isEmpty();
        }

        /** Providers that were not asked may still take it, so it is tried again, if there is time for that. */
        private DeliveryOutcome interruption() {
            String reason = said.get(said.size() - 1).outcome().reasonText();
            return DeliveryOutcome.Deferred.busy(reason, Optional.empty());
        }

        /** What may still become of it by a channel that does reach its reader goes before what is said for good. */
        private DeliveryOutcome verdict() {
            return said.stream()
                    .filter(one -> !closed.contains(one.channel()))
                    .map(Said::outcome)
                    .filter(outcome ->
                            outcome instanceof DeliveryOutcome.Deferred || outcome instanceof DeliveryOutcome.Unknown)
                    .min(Comparator.comparing(this::wait))
                    .or(() -> said.stream()
                            .map(Said::outcome)
                            .filter(DeliveryOutcome.Rejected.class::isInstance)
                            .findFirst())
                    .orElseGet(() -> said.get(0).outcome());
        }

        private Duration wait(DeliveryOutcome outcome) {
            Optional<Duration> asked =
                    outcome instanceof DeliveryOutcome.Deferred deferred ? deferred.retryAfter() : Optional.empty();
            return policy.waitAfter(message.attempts() + 1, asked);
        }

        private Round ended(DeliveryOutcome outcome) {
            return new Round(outcome, -1, Optional.empty(), attempts);
        }
    }
}
