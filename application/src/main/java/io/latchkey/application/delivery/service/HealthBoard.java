package io.latchkey.application.delivery.service;

import io.latchkey.application.delivery.Funnel;
import io.latchkey.application.delivery.RefreshHealthUseCase;
import io.latchkey.application.delivery.port.DeliveryAttemptRepository;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.HealthPolicy;
import io.latchkey.domain.delivery.ProviderHealth;
import io.latchkey.domain.delivery.ReceiptTally;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Knows how well each provider works. Failed calls of this node count at once; receipts, as all nodes recorded them,
 * count every few seconds. Safe for use by several threads.
 */
final class HealthBoard implements RefreshHealthUseCase {
    private final HealthPolicy policy;
    private final int mostCalls;
    private final DeliveryAttemptRepository attempts;
    private final UnitOfWork unitOfWork;
    private final AuditTrail audit;
    private final Clock clock;
    private final ConcurrentMap<String, ProviderHealth> providers = new ConcurrentHashMap<>();
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
        private final String provider;
        private final Instant startedAt;

        private Call(String provider, Instant startedAt) {
            this.provider = provider;
            this.startedAt = startedAt;
        }

        Instant startedAt() {
            return startedAt;
        }
    }

    /** The part of its full share that a provider has now of messages to a country; 0 to 1. */
    double share(String provider, String country) {
        Instant now = clock.instant();
        Set<Call> calls = underWay.getOrDefault(provider, Set.of());
        boolean isFull = calls.size() >= mostCalls;
        if (isFull || calls.stream().anyMatch(call -> isSlow(call, now))) {
            return 0;
        }
        double share = health(provider, now).share(policy, now);
        return share * byReceipts.getOrDefault(new Destination(provider, country), 1.0);
    }

    /** Whether this message is to try the provider out; only one message at a time is. */
    boolean takesProbe(String provider) {
        Instant now = clock.instant();
        ProviderHealth current = providers.get(provider);
        return current != null
                && current.isDueForProbe(policy, now)
                && providers.replace(provider, current, current.probe(now));
    }

    Call begin(String provider) {
        Call call = new Call(provider, clock.instant());
        underWay.computeIfAbsent(provider, name -> ConcurrentHashMap.newKeySet())
                .add(call);
        return call;
    }

    /** Learns from the outcome of a call. */
    void end(Call call, DeliveryOutcome outcome) {
        Instant now = clock.instant();
        forget(call);
        ProviderHealth before;
        ProviderHealth after;
        do {
            before = providers.computeIfAbsent(call.provider, name -> ProviderHealth.unseen(now));
            after = learn(before, call, outcome, now);
        } while (!providers.replace(call.provider, before, after));
        if (after.pauses() > before.pauses()) {
            audit.record(
                    AuditTrail.Event.PROVIDER_PAUSED, Map.of("provider", call.provider, "outcome", outcome.reason()));
        } else if (before.pausedUntil() != null && after.pausedUntil() == null) {
            audit.record(AuditTrail.Event.PROVIDER_RESTORED, Map.of("provider", call.provider));
        }
    }

    /** Ends a call that tells nothing about the provider. */
    void forget(Call call) {
        underWay.getOrDefault(call.provider, Set.of()).remove(call);
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

    private ProviderHealth health(String provider, Instant now) {
        return providers.getOrDefault(provider, ProviderHealth.unseen(now));
    }

    /** A share lost to receipts is lost at once, and grows back as slowly as after failed calls. */
    @Override
    public synchronized void refresh() {
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
        Set<Destination> destinations = new HashSet<>(before.keySet());
        destinations.addAll(aims.keySet());
        for (Destination destination : destinations) {
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

    /** The state of every provider that was called. */
    List<Funnel.ProviderStatus> statuses() {
        Instant now = clock.instant();
        Map<Destination, Double> destinations = byReceipts;
        Set<String> names = new TreeSet<>(providers.keySet());
        destinations.keySet().forEach(destination -> names.add(destination.provider()));
        return names.stream()
                .map(name -> {
                    Map<String, Double> countries = new TreeMap<>();
                    destinations.forEach((destination, share) -> {
                        if (destination.provider().equals(name)) {
                            countries.put(destination.country(), share);
                        }
                    });
                    ProviderHealth health = health(name, now);
                    return new Funnel.ProviderStatus(
                            name,
                            health.state(policy, now),
                            health.share(policy, now),
                            Collections.unmodifiableMap(countries));
                })
                .toList();
    }
}
