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
import io.latchkey.domain.shared.PhoneNumber;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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

    /** One round of one message. */
    private final class Carrying {
        private final OutboxMessage message;
        private final Function<Instant, OutboundMessage> outbound;
        private final String country;
        private final Instant startedAt = clock.instant();
        private final List<DeliveryAttempt> attempts = new ArrayList<>();
        private @Nullable DeliveryOutcome refused;
        private DeliveryOutcome.@Nullable Deferred deferred;
        private DeliveryOutcome.@Nullable Unknown unknown;

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
                String channel = message.contact().channel().wireName();
                return ended(new DeliveryOutcome.Rejected("no provider for " + channel));
            }
            List<RouteStep> steps = rule.get().steps();
            // The routes may have become shorter since the message was last tried.
            int first = Math.min(message.step(), steps.size() - 1);
            for (int step = first; step < steps.size(); step++) {
                boolean repeatsMedium = step > first
                        && steps.get(step).medium() == steps.get(step - 1).medium();
                if (refused instanceof DeliveryOutcome.Rejected && repeatsMedium) {
                    continue;
                }
                for (ProviderChoice choice : order(steps.get(step))) {
                    DeliveryOutcome outcome = ask(choice, steps.get(step));
                    if (outcome instanceof DeliveryOutcome.Unknown
                            && policy.onUnknown() == UnknownOutcome.SAME_PROVIDER) {
                        outcome = ask(choice, steps.get(step));
                    }
                    if (outcome instanceof DeliveryOutcome.Accepted) {
                        boolean isLast = step == steps.size() - 1;
                        Duration patience = steps.get(step).patience();
                        return new Round(outcome, step, isLast ? Optional.empty() : Optional.of(patience), attempts);
                    }
                    keep(outcome);
                    if (outcome instanceof DeliveryOutcome.Rejected) {
                        break;
                    }
                    if (unknown != null && policy.onUnknown() != UnknownOutcome.OTHER_PROVIDER) {
                        return ended(unknown);
                    }
                    if (isOverdue()) {
                        return ended(verdict());
                    }
                }
            }
            return ended(verdict());
        }

        private List<ProviderChoice> order(RouteStep step) {
            List<ProviderChoice> order = new ArrayList<>(ProviderOrder.of(
                    step, message.id(), message.attempts(), provider -> health.share(provider, country)));
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
                handover = gateway.deliver(outbound.apply(call.startedAt()), choice.provider(), step.profile());
            } catch (RuntimeException | Error bug) {
                health.end(call, new DeliveryOutcome.Unknown(bug.getClass().getSimpleName()));
                throw bug;
            }
            health.end(call, handover.outcome());
            CodeReference code = message.code();
            attempts.add(new DeliveryAttempt(
                    ids.next(),
                    message.id(),
                    code == null ? null : code.challengeId(),
                    choice.provider(),
                    handover.medium(),
                    country,
                    handover.template(),
                    handover.segments(),
                    handover.outcome() instanceof DeliveryOutcome.Accepted ? handover.cost() : Optional.empty(),
                    handover.outcome(),
                    call.startedAt(),
                    Duration.between(call.startedAt(), clock.instant())));
            return handover.outcome();
        }

        private void keep(DeliveryOutcome outcome) {
            if (outcome instanceof DeliveryOutcome.Deferred again) {
                deferred = deferred == null || wait(again).compareTo(wait(deferred)) < 0 ? again : deferred;
            } else if (outcome instanceof DeliveryOutcome.Unknown lost) {
                unknown = lost;
            } else if (!(refused instanceof DeliveryOutcome.Rejected)) {
                refused = outcome;
            }
        }

        private Duration wait(DeliveryOutcome.Deferred again) {
            return again.retryAfter().orElseGet(() -> policy.waitAfter(message.attempts() + 1));
        }

        /** Half of the claim is left for the call under way, so that no other node takes the message up meanwhile. */
        private boolean isOverdue() {
            Instant now = clock.instant();
            return !message.isInTime(now)
                    || !now.isBefore(startedAt.plus(policy.claim().dividedBy(2)));
        }

        /** What may still become of it goes before what is said for good. */
        private DeliveryOutcome verdict() {
            if (refused instanceof DeliveryOutcome.Rejected) {
                return refused;
            }
            if (deferred != null) {
                return deferred;
            }
            if (unknown != null) {
                return unknown;
            }
            return refused == null ? new DeliveryOutcome.Rejected("past its deadline") : refused;
        }

        private Round ended(DeliveryOutcome outcome) {
            return new Round(outcome, -1, Optional.empty(), attempts);
        }
    }
}
