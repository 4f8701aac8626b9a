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
 * How providers fare: errors as this node saw them, at once; receipts as all nodes recorded them, every few seconds. Safe for use by
 * several threads.
 */
public final class HealthBoard implements RefreshHealthUseCase {
    private final HealthPolicy policy;
    private final int mostCalls;
    private final DeliveryAttemptRepository attempts;
    private final UnitOfWork unitOfWork;
    private final AuditTrail audit;
    private final Clock clock;
    private final ConcurrentMap<String, ProviderHealth> providers = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Set<Call>> underWay = new ConcurrentHashMap<>();
    /** Providers of which receipts were seen at all: only they can be judged by the lack of them. */
    private final Set<String> tellers = ConcurrentHashMap.newKeySet();

    private volatile Map<Lane, Double> byReceipts = Map.of();
    private volatile Instant refreshedAt;

    /** @param mostCalls calls to one provider at once, above which other messages pass it over; 1 or more */
    public HealthBoard(
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

    /** One provider's way to one country. */
    private record Lane(String provider, String country) {}

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

    /** What a provider has of its resting share for messages to a country now; 0 to 1. */
    double share(String provider, String country) {
        Instant now = clock.instant();
        Set<Call> calls = underWay.getOrDefault(provider, Set.of());
        boolean isFull = calls.size() >= mostCalls;
        if (isFull || calls.stream().anyMatch(call -> isSlow(call, now))) {
            return 0;
        }
        double share = health(provider, now).share(policy, now);
        return share * byReceipts.getOrDefault(new Lane(provider, country), 1.0);
    }

    /** Whether this message is to try the provider out; at most one at a time is told so. */
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
                    AuditTrail.Event.PROVIDER_PAUSED,
                    Map.of("provider", call.provider, "outcome", outcome.reasonText()));
        } else if (before.pausedUntil() != null && after.pausedUntil() == null) {
            audit.record(AuditTrail.Event.PROVIDER_RESTORED, Map.of("provider", call.provider));
        }
    }

    /** Ends a call of which nothing is to be learnt. */
    void forget(Call call) {
        underWay.getOrDefault(call.provider, Set.of()).remove(call);
    }

    private ProviderHealth learn(ProviderHealth current, Call call, DeliveryOutcome outcome, Instant now) {
        if (outcome instanceof DeliveryOutcome.Deferred deferred && !deferred.isFault()) {
            Duration wait =
                    deferred.retryAfter().filter(asked -> !asked.isNegative()).orElse(Duration.ZERO);
            return current.busy(call.startedAt, now.plus(wait));
        }
        boolean isFailure = outcome instanceof DeliveryOutcome.Deferred
                || outcome instanceof DeliveryOutcome.Unknown
                || isSlow(call, now);
        return isFailure ? current.fail(policy, call.startedAt, now) : current.succeed(policy, call.startedAt, now);
    }

    private boolean isSlow(Call call, Instant now) {
        return !now.isBefore(call.startedAt.plus(policy.slowCall()));
    }

    private ProviderHealth health(String provider, Instant now) {
        return providers.getOrDefault(provider, ProviderHealth.unseen(now));
    }

    /** A share lost to receipts is lost at once, and comes back as slowly as any other. */
    @Override
    public synchronized void refresh() {
        Instant now = clock.instant();
        Instant until = now.minus(policy.lateReceipt());
        List<ReceiptTally> tallies = unitOfWork.read(
                () -> attempts.tallyReceipts(until.minus(policy.receiptWindow()), until, policy.lateReceipt()));
        tallies.stream()
                .filter(tally -> tally.answered() > 0)
                .map(ReceiptTally::provider)
                .forEach(tellers::add);
        Map<Lane, Double> before = byReceipts;
        Map<Lane, Double> aims = new HashMap<>();
        tallies.stream()
                .filter(tally -> tellers.contains(tally.provider()) && isJudged(tally, before))
                .forEach(tally -> aims.put(
                        new Lane(tally.provider(), tally.country()),
                        policy.shareForReceipts(tally.confirmed() / (double) tally.accepted())));
        double regained = Math.max(0, Duration.between(refreshedAt, now).toNanos())
                / (double) policy.ramp().toNanos();
        Map<Lane, Double> next = new HashMap<>();
        Set<Lane> lanes = new HashSet<>(before.keySet());
        lanes.addAll(aims.keySet());
        for (Lane lane : lanes) {
            double share = Math.min(aims.getOrDefault(lane, 1.0), before.getOrDefault(lane, 1.0) + regained);
            if (share < 1) {
                next.put(lane, share);
            }
        }
        byReceipts = Map.copyOf(next);
        refreshedAt = now;
    }

    /** With a share lost there are few messages to judge by, and what still swallows them must not regain it for that. */
    private boolean isJudged(ReceiptTally tally, Map<Lane, Double> lost) {
        return tally.accepted() >= policy.minReceipts()
                || tally.accepted() > 0 && lost.containsKey(new Lane(tally.provider(), tally.country()));
    }

    /** How every provider that was called stands. */
    List<Funnel.Standing> standings() {
        Instant now = clock.instant();
        Map<Lane, Double> lanes = byReceipts;
        Set<String> names = new TreeSet<>(providers.keySet());
        lanes.keySet().forEach(lane -> names.add(lane.provider()));
        return names.stream()
                .map(name -> {
                    Map<String, Double> countries = new TreeMap<>();
                    lanes.forEach((lane, share) -> {
                        if (lane.provider().equals(name)) {
                            countries.put(lane.country(), share);
                        }
                    });
                    ProviderHealth health = health(name, now);
                    return new Funnel.Standing(
                            name,
                            health.state(policy, now),
                            health.share(policy, now),
                            Collections.unmodifiableMap(countries));
                })
                .toList();
    }
}
