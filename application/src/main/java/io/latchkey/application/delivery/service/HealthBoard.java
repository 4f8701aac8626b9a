package io.latchkey.application.delivery.service;

import io.latchkey.application.delivery.Funnel;
import io.latchkey.application.delivery.port.DeliveryAttemptRepository;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.HealthPolicy;
import io.latchkey.domain.delivery.ProviderHealth;
import io.latchkey.domain.delivery.ProviderSign;
import io.latchkey.domain.delivery.ReceiptTally;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Knows how well each provider works in each country. Failed calls of this node count at once; receipts, as all nodes
 * recorded them, count every few seconds. A country tells nothing about another one, with one exception: a provider that
 * fails in every country of which something is known, in two of them or more, is passed over in all others, too. Limits
 * of a provider hold for all countries. Safe for use by several threads.
 */
final class HealthBoard {
    private final HealthPolicy policy;
    private final int mostCalls;
    private final DeliveryAttemptRepository attempts;
    private final UnitOfWork unitOfWork;
    private final AuditTrail audit;
    private final Clock clock;
    private final ConcurrentMap<Destination, ProviderHealth> destinations = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Set<Call>> underWay = new ConcurrentHashMap<>();
    /** Only a provider that has ever sent receipts can be judged by missing ones. */
    private final Set<String> sendersOfReceipts = ConcurrentHashMap.newKeySet();

    /** Shares below 1 that late and missing receipts leave a provider in a country. */
    private volatile Map<Destination, Double> byReceipts = Map.of();

    private volatile Instant refreshedAt;

    /** @param mostCalls calls to one provider at once, above which other messages pass it over; 1 or more */
    HealthBoard(
            HealthPolicy policy,
            int mostCalls,
            DeliveryAttemptRepository attempts,
            UnitOfWork unitOfWork,
            AuditTrail audit,
            Clock clock) {
        this.policy = policy;
        this.mostCalls = mostCalls;
        this.attempts = attempts;
        this.unitOfWork = unitOfWork;
        this.audit = audit;
        this.clock = clock;
        this.refreshedAt = clock.instant();
    }

    /** Messages of one provider to one country. */
    private record Destination(String provider, String country) {}

    /** A call to a provider that has not ended. */
    static final class Call {
        private final Destination destination;
        private final Instant startedAt;

        private Call(Destination destination, Instant startedAt) {
            this.destination = destination;
            this.startedAt = startedAt;
        }

        Instant startedAt() {
            return startedAt;
        }
    }

    /** The part of its full share that a provider has now of messages to a country; 0 to 1. */
    double share(String provider, String country) {
        Instant now = clock.instant();
        Destination destination = new Destination(provider, country);
        Set<Call> calls = underWay.getOrDefault(provider, Set.of());
        boolean isFull = calls.size() >= mostCalls;
        boolean isSlow = calls.stream().anyMatch(call -> call.destination.equals(destination) && isSlow(call, now));
        if (isFull || isSlow || isBusy(provider, now)) {
            return 0;
        }
        ProviderHealth known = destinations.get(destination);
        if ((known == null || !isOfNow(known, now)) && isOutElsewhere(provider, now)) {
            return 0;
        }
        double share = health(destination, now).share(policy, now);
        return share * byReceipts.getOrDefault(destination, 1.0);
    }

    private boolean isBusy(String provider, Instant now) {
        return records(provider).anyMatch(health -> health.isBusy(now));
    }

    /** What is known of the provider in each country. */
    private Stream<ProviderHealth> records(String provider) {
        return destinations.entrySet().stream()
                .filter(one -> one.getKey().provider().equals(provider))
                .map(Map.Entry::getValue);
    }

    /** Whether the provider fails in every country of which something is known, and these are two or more. */
    private boolean isOutElsewhere(String provider, Instant now) {
        List<ProviderHealth> known =
                records(provider).filter(health -> isOfNow(health, now)).toList();
        return known.size() > 1
                && known.stream().allMatch(health -> health.state(policy, now).isPassedOver());
    }

    /** Whether a record still tells how the provider works. */
    private boolean isOfNow(ProviderHealth health, Instant now) {
        Instant pausedUntil = health.pausedUntil();
        return pausedUntil == null
                ? now.isBefore(health.seenAt().plus(policy.memory()))
                : now.isBefore(pausedUntil.plus(policy.breaker().longestPause()));
    }

    /** Whether this message is to try the provider out in a country; only one message at a time is. */
    boolean takesProbe(String provider, String country) {
        Instant now = clock.instant();
        Destination destination = new Destination(provider, country);
        ProviderHealth current = destinations.get(destination);
        return current != null
                && !isBusy(provider, now)
                && current.isDueForProbe(policy, now)
                && destinations.replace(destination, current, current.probe(now));
    }

    Call begin(String provider, String country) {
        Call call = new Call(new Destination(provider, country), clock.instant());
        underWay.computeIfAbsent(provider, name -> ConcurrentHashMap.newKeySet())
                .add(call);
        return call;
    }

    /**
     * Learns from a receipt what the provider could not tell at once.
     *
     * @param sentAt when the message was handed over, because the receipt tells how the provider worked then
     */
    void learn(String provider, String country, Instant sentAt, DeliveryOutcome cause) {
        if (cause.sign() == ProviderSign.FAILING) {
            judge(new Call(new Destination(provider, country), sentAt), cause);
        }
    }

    /** Learns from the outcome of a call. */
    void end(Call call, DeliveryOutcome outcome) {
        forget(call);
        judge(call, outcome);
    }

    private void judge(Call call, DeliveryOutcome outcome) {
        Instant now = clock.instant();
        ProviderHealth before;
        ProviderHealth after;
        do {
            before = destinations.computeIfAbsent(call.destination, unseen -> ProviderHealth.unseen(now));
            after = learn(before, call, outcome, now);
        } while (!destinations.replace(call.destination, before, after));
        Map<String, String> details = new HashMap<>();
        details.put("provider", call.destination.provider());
        if (!call.destination.country().isEmpty()) {
            details.put("country", call.destination.country());
        }
        if (after.pauses() > before.pauses()) {
            details.put("outcome", outcome.reason());
            audit.record(AuditTrail.Event.PROVIDER_PAUSED, details);
        } else if (before.pausedUntil() != null && after.pausedUntil() == null) {
            audit.record(AuditTrail.Event.PROVIDER_RESTORED, details);
        }
    }

    /** Ends a call that tells nothing about the provider. */
    void forget(Call call) {
        underWay.getOrDefault(call.destination.provider(), Set.of()).remove(call);
    }

    private ProviderHealth learn(ProviderHealth current, Call call, DeliveryOutcome outcome, Instant now) {
        return switch (outcome.sign()) {
            case BUSY -> {
                Duration wait = outcome.retryAfter()
                        .filter(asked -> !asked.isNegative())
                        .orElse(Duration.ZERO);
                yield current.busy(call.startedAt, now.plus(wait));
            }
            case FAILING -> current.fail(policy, call.startedAt, now);
            case WORKING ->
                isSlow(call, now)
                        ? current.fail(policy, call.startedAt, now)
                        : current.succeed(policy, call.startedAt, now);
        };
    }

    private boolean isSlow(Call call, Instant now) {
        return !now.isBefore(call.startedAt.plus(policy.slowCall()));
    }

    private ProviderHealth health(Destination destination, Instant now) {
        return destinations.getOrDefault(destination, ProviderHealth.unseen(now));
    }

    /**
     * Judges providers in each country by the receipts that all nodes recorded. A share lost to receipts is lost at once, and grows back
     * as slowly as after failed calls.
     */
    synchronized void refresh() {
        Instant now = clock.instant();
        Instant until = now.minus(policy.lateReceipt());
        List<ReceiptTally> tallies = unitOfWork.read(
                () -> attempts.tallyReceipts(until.minus(policy.receiptWindow()), until, policy.lateReceipt()));
        tallies.stream()
                .filter(tally -> tally.answered() > 0)
                .map(ReceiptTally::provider)
                .forEach(sendersOfReceipts::add);
        Map<Destination, Double> before = byReceipts;
        Map<Destination, Double> aims = new HashMap<>();
        tallies.stream()
                .filter(tally -> sendersOfReceipts.contains(tally.provider()) && isJudged(tally, before))
                .forEach(tally -> aims.put(
                        new Destination(tally.provider(), tally.country()),
                        policy.shareForReceipts(tally.confirmed() / (double) tally.accepted())));
        double regained = Math.max(0, Duration.between(refreshedAt, now).toNanos())
                / (double) policy.ramp().toNanos();
        Map<Destination, Double> next = new HashMap<>();
        Set<Destination> judged = new HashSet<>(before.keySet());
        judged.addAll(aims.keySet());
        for (Destination destination : judged) {
            double share =
                    Math.min(aims.getOrDefault(destination, 1.0), before.getOrDefault(destination, 1.0) + regained);
            if (share < 1) {
                next.put(destination, share);
            }
        }
        byReceipts = Map.copyOf(next);
        refreshedAt = now;
    }

    /**
     * A provider that lost its share gets few messages, so it is judged by fewer, lest it regain its share unproved.
     */
    private boolean isJudged(ReceiptTally tally, Map<Destination, Double> lost) {
        return tally.accepted() >= policy.minReceipts()
                || tally.accepted() > 0 && lost.containsKey(new Destination(tally.provider(), tally.country()));
    }

    /**
     * The state of every provider that was called. State and share are those of the country where the provider works
     * best; the countries are those where it has less than its whole share.
     */
    List<Funnel.ProviderStatus> statuses() {
        Instant now = clock.instant();
        Map<Destination, Double> judged = byReceipts;
        Set<Destination> known = new HashSet<>(destinations.keySet());
        known.addAll(judged.keySet());
        Map<String, List<Destination>> byProvider =
                known.stream().collect(Collectors.groupingBy(Destination::provider, TreeMap::new, Collectors.toList()));
        List<Funnel.ProviderStatus> statuses = new ArrayList<>();
        byProvider.forEach((provider, its) -> {
            Map<String, Double> countries = new TreeMap<>();
            its.forEach(destination -> {
                double share = health(destination, now).share(policy, now) * judged.getOrDefault(destination, 1.0);
                if (share < 1 && !destination.country().isEmpty()) {
                    countries.put(destination.country(), share);
                }
            });
            ProviderHealth best = its.stream()
                    .map(destination -> health(destination, now))
                    .max(Comparator.comparingDouble(health -> health.share(policy, now)))
                    .orElseThrow();
            double share = isBusy(provider, now) ? 0 : best.share(policy, now);
            statuses.add(new Funnel.ProviderStatus(
                    provider, best.state(policy, now), share, Collections.unmodifiableMap(countries)));
        });
        return List.copyOf(statuses);
    }
}
