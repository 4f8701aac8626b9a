package io.latchkey.application.delivery.service;

import io.latchkey.application.delivery.port.Handover;
import io.latchkey.application.shared.port.IdGenerator;
import io.latchkey.domain.delivery.DeliveryAttempt;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.DeliveryOutcome.Outlook;
import io.latchkey.domain.delivery.OutboxMessage;
import io.latchkey.domain.delivery.ProviderChoice;
import io.latchkey.domain.delivery.ProviderOrder;
import io.latchkey.domain.delivery.Refusals;
import io.latchkey.domain.delivery.RetryPolicy;
import io.latchkey.domain.delivery.RouteStep;
import io.latchkey.domain.delivery.Suppression;
import io.latchkey.domain.delivery.UnknownOutcome;
import io.latchkey.domain.otp.CodeReference;
import io.latchkey.domain.shared.Channel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Takes a message to a provider that accepts it: it asks the providers of a step one after the other, then those of the
 * next step. All of them get the same code and the same deadline. Called outside any unit of work; safe for use by
 * several threads.
 */
final class Courier {
    private final MessageRoutes routes;
    private final Suppressions suppressions;
    private final CodeHandover handing;
    private final HealthBoard health;
    private final RetryPolicy policy;
    private final IdGenerator ids;
    private final Clock clock;

    Courier(
            MessageRoutes routes,
            Suppressions suppressions,
            CodeHandover handing,
            HealthBoard health,
            RetryPolicy policy,
            IdGenerator ids,
            Clock clock) {
        this.routes = routes;
        this.suppressions = suppressions;
        this.handing = handing;
        this.health = health;
        this.policy = policy;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Outcome of one round of calls for one message.
     *
     * @param outcome what becomes of the message
     * @param fallBack the step that follows if no receipt comes in time; empty when there is none, or the message was
     *     not taken
     * @param attempts the calls that were made, oldest first
     * @param refusals who refused the message for good, now or before
     */
    record Result(
            DeliveryOutcome outcome, Optional<FallBack> fallBack, List<DeliveryAttempt> attempts, Refusals refusals) {}

    /** @param patience how long a receipt is waited for before the step is taken */
    record FallBack(int step, Duration patience) {}

    /** Asks providers for a message, from the message's current step on, until the round is decided. */
    Result carry(OutboxMessage message) {
        return new Round(message, routes.of(message)).run();
    }

    /** Set when every channel of a message's route is closed to its reader. Asks no provider. */
    Optional<DeliveryOutcome> shut(OutboxMessage message) {
        List<RouteStep> steps = routes.of(message).steps();
        Map<Channel, Suppression> closed = closed(message, steps);
        return steps.stream().allMatch(step -> closed.containsKey(step.channel()))
                ? outcome(closed.values())
                : Optional.empty();
    }

    /** Leaves the traces that a real message would leave. Asks no provider. */
    void pretend(OutboxMessage decoy) {
        handing.pretend(decoy, routes.of(decoy));
    }

    private Map<Channel, Suppression> closed(OutboxMessage message, List<RouteStep> steps) {
        Map<Channel, Suppression> closed = new EnumMap<>(Channel.class);
        steps.stream()
                .map(RouteStep::channel)
                .distinct()
                .forEach(channel ->
                        suppressions.find(message, channel).ifPresent(suppression -> closed.put(channel, suppression)));
        return closed;
    }

    private static Optional<DeliveryOutcome> outcome(Collection<Suppression> closed) {
        return closed.stream()
                .findFirst()
                .map(suppression -> new DeliveryOutcome.Rejected(
                        "suppressed: " + suppression.cause().wireName()));
    }

    private record Answer(Channel channel, DeliveryOutcome outcome) {}

    /** One round of calls for one message. */
    private final class Round {
        private final OutboxMessage message;
        private final MessageRoutes.Way way;
        private final Map<Channel, Suppression> suppressed;
        /** Half of the claim is left for the call under way then. */
        private final Instant halfTime;

        private final List<DeliveryAttempt> attempts = new ArrayList<>();
        private final List<Answer> answers = new ArrayList<>();
        /** Who refused for good. */
        private Refusals refusals;

        Round(OutboxMessage message, MessageRoutes.Way way) {
            this.message = message;
            this.way = way;
            this.suppressed = closed(message, way.steps());
            this.refusals = message.refusals();
            this.halfTime = message.claimedUntil().minus(policy.claim().dividedBy(2));
        }

        Result run() {
            List<RouteStep> steps = way.steps();
            if (steps.isEmpty()) {
                String channel = Optional.ofNullable(message.channel())
                        .orElse(message.contact().kind().usualChannel())
                        .wireName();
                return ended(new DeliveryOutcome.Declined("no provider for " + channel));
            }
            // The routes may have become shorter since the message was last tried.
            int first = Math.min(message.step(), steps.size() - 1);
            for (int step = first; step < steps.size(); step++) {
                RouteStep next = steps.get(step);
                Optional<DeliveryOutcome> decided = isClosed(next.channel()) ? Optional.empty() : decide(next, step);
                if (decided.isPresent()) {
                    boolean isLast = step == steps.size() - 1;
                    return isLast || decided.get().outlook() != Outlook.TAKEN
                            ? ended(decided.get())
                            : new Result(
                                    decided.get(),
                                    Optional.of(new FallBack(step + 1, next.patience())),
                                    attempts,
                                    refusals);
                }
            }
            return ended(verdict());
        }

        private boolean isClosed(Channel channel) {
            return refusals.isClosed(channel) || suppressed.containsKey(channel);
        }

        /**
         * Asks the providers of a step until one decides what becomes of the message in this round; empty when none
         * did.
         *
         * @param index of the step in its route
         */
        private Optional<DeliveryOutcome> decide(RouteStep step, int index) {
            if (isOverdue()) {
                return Optional.of(interruption());
            }
            for (ProviderChoice choice : order(step, index)) {
                if (isOverdue()) {
                    return Optional.of(interruption());
                }
                DeliveryOutcome outcome = askAgainIfUnanswered(choice, step);
                answers.add(new Answer(step.channel(), outcome));
                boolean isDecided = switch (outcome.outlook()) {
                    case TAKEN -> true;
                    case PERHAPS_TAKEN -> policy.onUnknown() != UnknownOutcome.OTHER_PROVIDER;
                    case LATER, OTHER_PROVIDER, OTHER_CHANNEL -> false;
                };
                if (isDecided) {
                    return Optional.of(outcome);
                }
                if (outcome.outlook() == Outlook.OTHER_PROVIDER) {
                    refusals = refusals.by(index, choice.provider());
                }
                if (outcome.outlook() == Outlook.OTHER_CHANNEL) {
                    refusals = refusals.of(step.channel());
                    return Optional.empty();
                }
            }
            return Optional.empty();
        }

        /** The providers of a step that did not refuse the message for good, in the order in which they are asked. */
        private List<ProviderChoice> order(RouteStep step, int index) {
            // With SAME_PROVIDER a retry must draw the same order, so that the provider that may have the message comes
            // first.
            int tries = policy.onUnknown() == UnknownOutcome.SAME_PROVIDER ? 0 : message.attempts();
            List<ProviderChoice> order = new ArrayList<>(
                    ProviderOrder.of(step, message.id(), tries, provider -> health.share(provider, way.country())));
            order.removeIf(choice -> refusals.isRefusedBy(index, choice.provider()));
            step.choices().stream()
                    .filter(order::contains)
                    .filter(choice -> health.takesProbe(choice.provider(), way.country()))
                    .findFirst()
                    .ifPresent(probed -> {
                        order.remove(probed);
                        order.add(0, probed);
                    });
            return order;
        }

        private DeliveryOutcome askAgainIfUnanswered(ProviderChoice choice, RouteStep step) {
            DeliveryOutcome first = ask(choice, step);
            if (first.outlook() != Outlook.PERHAPS_TAKEN
                    || policy.onUnknown() != UnknownOutcome.SAME_PROVIDER
                    || isOverdue()) {
                return first;
            }
            DeliveryOutcome second = ask(choice, step);
            // After a second call that was put off, the provider may still have the message from the first.
            return second.outlook() == Outlook.LATER ? first : second;
        }

        private DeliveryOutcome ask(ProviderChoice choice, RouteStep step) {
            return handing.around(message, step, choice.provider(), way.plan(), () -> call(choice, step));
        }

        private DeliveryOutcome call(ProviderChoice choice, RouteStep step) {
            HealthBoard.Call call = health.begin(choice.provider(), way.country());
            Handover handover;
            try {
                handover = way.plan()
                        .handOver(
                                handing.outbound(message, call.startedAt()),
                                choice.provider(),
                                step.profile(),
                                way.country());
            } catch (RuntimeException | Error bug) {
                // The fault is ours, not the provider's.
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
                    ids.nextAt(call.startedAt()),
                    new DeliveryAttempt.Message(
                            message.id(),
                            code == null ? null : code.challengeId(),
                            way.country(),
                            handover.template(),
                            handover.segments()),
                    choice.provider(),
                    handover.channel(),
                    handover.outcome(),
                    handover.outcome().acceptance().flatMap(accepted -> handover.cost()),
                    call.startedAt(),
                    Duration.between(call.startedAt(), clock.instant())));
            return handover.outcome();
        }

        /** Half of the claim is left for the call under way, so that no other node takes the message up meanwhile. */
        private boolean isOverdue() {
            Instant now = clock.instant();
            boolean isLate = !message.isInTime(now) || !now.isBefore(halfTime);
            return isLate && !attempts.isEmpty();
        }

        /** Providers that were not asked may still take the message, so it is tried again if there is time for that. */
        private DeliveryOutcome interruption() {
            String reason = answers.get(answers.size() - 1).outcome().reason();
            return DeliveryOutcome.Deferred.busy(reason, Optional.empty());
        }

        /** An answer after which a channel may still reach the reader counts before an answer that is final. */
        private DeliveryOutcome verdict() {
            return answers.stream()
                    .filter(answer -> !refusals.isClosed(answer.channel()))
                    .map(Answer::outcome)
                    .filter(outcome -> outcome.outlook() == Outlook.LATER || outcome.outlook() == Outlook.PERHAPS_TAKEN)
                    .min(Comparator.comparing(this::wait))
                    .or(() -> outcomes()
                            .filter(outcome -> outcome.outlook() == Outlook.OTHER_CHANNEL)
                            .findFirst())
                    .or(() -> outcomes().findFirst())
                    .or(() -> outcome(suppressed.values()))
                    .orElseGet(this::refusedBefore);
        }

        /** Nobody is left to be asked: all refused the message for good in earlier rounds. */
        private DeliveryOutcome refusedBefore() {
            String failure = message.failure();
            return new DeliveryOutcome.Declined(failure == null ? "refused by every provider" : failure);
        }

        private Stream<DeliveryOutcome> outcomes() {
            return answers.stream().map(Answer::outcome);
        }

        private Duration wait(DeliveryOutcome outcome) {
            return policy.waitAfter(message.attempts() + 1, outcome.retryAfter());
        }

        private Result ended(DeliveryOutcome outcome) {
            return new Result(outcome, Optional.empty(), attempts, refusals);
        }
    }
}
