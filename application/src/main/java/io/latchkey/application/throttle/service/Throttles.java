package io.latchkey.application.throttle.service;

import io.latchkey.application.listing.service.CurrentListings;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.shared.Finding;
import io.latchkey.application.shared.Finding.Verdict;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.port.Decisions;
import io.latchkey.application.shared.port.Digester;
import io.latchkey.application.shared.service.AuditSubjects;
import io.latchkey.application.shared.service.Core;
import io.latchkey.application.throttle.Throttled;
import io.latchkey.application.throttle.port.ThrottleRepository;
import io.latchkey.application.throttle.service.Taken.UsedUp;
import io.latchkey.domain.throttle.ThrottleCharge;
import io.latchkey.domain.throttle.ThrottleDecision;
import io.latchkey.domain.throttle.ThrottleLimit;
import io.latchkey.domain.throttle.ThrottleState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Counts a call against all its limits at once. This node remembers a refusal for a short time, so that repeated calls
 * cost neither a statement nor a password hash.
 */
public final class Throttles {
    private static final Duration REMEMBERED = Duration.ofSeconds(30);
    private static final String WHOLE_SITE = "site";
    /** What refuses a client whose network an operator blocks. */
    private static final String BLOCKED_NETWORK = "blocked-network";

    private static final int MOST_REMEMBERED = 50_000;

    private final ThrottleRepository repository;
    private final CurrentListings listings;
    private final NodeCounters counters;
    private final Digester digester;
    private final AuditTrail audit;
    private final AuditSubjects subjects;
    private final Decisions decisions;
    private final Clock clock;
    private final ConcurrentMap<UUID, Refusal> refusals = new ConcurrentHashMap<>();

    private record Refusal(UsedUp usedUp, Instant forgottenAt) {}

    public Throttles(ThrottleRepository repository, CurrentListings listings, Core core) {
        this.repository = repository;
        this.listings = listings;
        this.counters = new NodeCounters(repository, core.unitOfWork());
        this.digester = core.digester();
        this.audit = core.audit();
        this.subjects = core.subjects();
        this.decisions = core.decisions();
        this.clock = core.clock();
    }

    /** Starts a call without limits, of a client that is not known here. */
    public Call call() {
        return new Call(Optional.empty(), Verdict.REFUSED);
    }

    /** Starts a call without limits that is no client's. When it is refused, the client's call goes on without it. */
    public Call aside() {
        return new Call(Optional.empty(), Verdict.HELD);
    }

    /** Starts a client's call without limits. */
    public Call call(ClientOrigin origin) {
        return new Call(Optional.of(origin), Verdict.REFUSED);
    }

    /** Tells the store of the calls that this node counted in memory. One thread per node does it every second, and at the end. */
    public void settle() {
        counters.settle(clock.instant());
    }

    /** End of the window that a limit's first counted call opened; empty when no window is open. Counts nothing. */
    public Optional<Instant> windowEnd(ThrottleLimit limit, String subject) {
        Instant now = clock.instant();
        return repository
                .find(key(limit, subject))
                .map(ThrottleState::windowEndsAt)
                .filter(now::isBefore);
    }

    private UUID key(ThrottleLimit limit, String subject) {
        return digester.keyed(limit.name() + '\n' + subject);
    }

    /** A call with its limits; limits that are off are left out. */
    public final class Call {
        private final Optional<ClientOrigin> origin;
        private final Verdict refusing;
        private final List<ThrottleCharge> charges = new ArrayList<>();
        private final Map<ThrottleCharge, Function<ThrottleCharge, NodeCounter>> shared = new LinkedHashMap<>();
        private final Map<UUID, String> named = new HashMap<>();
        private Taken taken = new Taken();

        /** @param refusing what is said of the call when a limit is full */
        private Call(Optional<ClientOrigin> origin, Verdict refusing) {
            this.origin = origin;
            this.refusing = refusing;
        }

        /**
         * Adds a limit of one person, such as an account or a contact. It is exact. The same limit for the same subject counts once.
         *
         * @param subject the limit's subject; digested before it is stored
         */
        public Call charge(ThrottleLimit limit, String subject) {
            return add(limit, subject, charges::add);
        }

        /**
         * Adds a limit that a crowd shares, such as all clients behind one address. Calls do not wait for each other at it. One node
         * alone keeps the quota. Each further node may admit a twentieth of it more. A client that an operator excepts has no limits of
         * its network.
         *
         * @param subject the limit's subject; digested before it is stored
         */
        public Call chargeCrowd(ThrottleLimit limit, String subject) {
            boolean isExcepted = origin.filter(client -> client.network().equals(subject))
                    .filter(client -> listings.isAllowedAddress(client.address(), clock.instant()))
                    .isPresent();
            return isExcepted ? this : add(limit, subject, charge -> shared.put(charge, CrowdCounter::new));
        }

        /**
         * Adds a limit of the whole site. This node takes portions of it, so that most calls cost no statement. All
         * nodes together never admit more than the quota; each may leave up to a twentieth of it unused.
         */
        public Call chargeSite(ThrottleLimit limit) {
            return add(limit, WHOLE_SITE, charge -> shared.put(charge, SiteCounter::new));
        }

        private Call add(ThrottleLimit limit, String subject, Consumer<ThrottleCharge> to) {
            if (!limit.isOff()) {
                UUID key = key(limit, subject);
                if (named.putIfAbsent(key, subject) == null) {
                    to.accept(new ThrottleCharge(key, limit));
                }
            }
            return this;
        }

        /**
         * The refusal that this node knows of: the client's network is blocked, or a limit is remembered. Empty when it knows none. Reads no
         * store and counts nothing.
         */
        public Optional<Throttled> refusal() {
            Instant now = clock.instant();
            return blocked(now).or(() -> remembered(now));
        }

        private Optional<Throttled> blocked(Instant now) {
            return origin.flatMap(client -> listings.blockOfAddress(client.address(), now)
                    .map(block -> {
                        Duration wait = Duration.between(now, block.endsAt());
                        ThrottleLimit none = new ThrottleLimit(BLOCKED_NETWORK, 0, wait);
                        tell(none, client.network());
                        decisions.saw(Finding.of(BLOCKED_NETWORK, refusing).until(block.endsAt()));
                        return new Throttled(none, wait);
                    }));
        }

        private Optional<Throttled> remembered(Instant now) {
            Stream<UsedUp> remembered = charges.stream()
                    .flatMap(charge -> Optional.ofNullable(refusals.get(charge.key())).stream())
                    .filter(refusal -> now.isBefore(refusal.usedUp().until()) && now.isBefore(refusal.forgottenAt()))
                    .map(Refusal::usedUp);
            return Stream.concat(remembered, counters.full(shared.keySet(), now).stream())
                    .max(Comparator.comparing(UsedUp::until))
                    .map(usedUp -> refuse(usedUp, now));
        }

        /** Counts the call in its unit of work; empty when the call is admitted. */
        public Optional<Throttled> take() {
            Optional<Throttled> known = refusal().or(this::takeShared);
            if (known.isPresent() || charges.isEmpty()) {
                return known;
            }
            Optional<Throttled> refused = count();
            if (refused.isPresent()) {
                taken.giveBack();
            }
            return refused;
        }

        private Optional<Throttled> takeShared() {
            Instant now = clock.instant();
            taken = counters.take(shared, now);
            taken.admitted().forEach(counter -> decisions.saw(counter.finding()));
            return taken.refusal().map(usedUp -> refuse(usedUp, now));
        }

        private Optional<Throttled> count() {
            Instant now = clock.instant();
            List<ThrottleState> states = repository.take(charges, now);
            remember(states, now);
            explain(states);
            return ThrottleDecision.of(charges, states, now)
                    .fold(
                            admitted -> Optional.empty(),
                            refused -> Optional.of(refuse(refused.limit(), refused.retryAfter())));
        }

        /** Takes back an admitted call, in the unit of work that counted it. */
        public void giveBack() {
            taken.giveBack();
            if (!charges.isEmpty()) {
                repository.giveBack(charges);
            }
        }

        private void explain(List<ThrottleState> states) {
            for (int i = 0; i < states.size(); i++) {
                ThrottleLimit limit = charges.get(i).limit();
                int used = states.get(i).used();
                decisions.saw(Finding.of(limit.name(), used > limit.quota() ? refusing : Verdict.PASSED)
                        .counted(used, limit.quota())
                        .within(limit.window())
                        .until(states.get(i).windowEndsAt()));
            }
        }

        private void remember(List<ThrottleState> states, Instant now) {
            for (int i = 0; i < states.size(); i++) {
                if (states.get(i).used() > charges.get(i).limit().quota()) {
                    remember(new UsedUp(charges.get(i), states.get(i).windowEndsAt()), now);
                }
            }
        }

        private void remember(UsedUp usedUp, Instant now) {
            if (refusals.size() >= MOST_REMEMBERED) {
                refusals.clear();
            }
            refusals.put(usedUp.charge().key(), new Refusal(usedUp, now.plus(REMEMBERED)));
        }

        private Throttled refuse(UsedUp usedUp, Instant now) {
            ThrottleLimit limit = usedUp.charge().limit();
            decisions.saw(Finding.of(limit.name(), refusing)
                    .counted(limit.quota() + 1, limit.quota())
                    .within(limit.window())
                    .until(usedUp.until()));
            return refuse(usedUp.charge().limit(), Duration.between(now, usedUp.until()));
        }

        private Throttled refuse(ThrottleLimit limit, Duration retryAfter) {
            String subject = Stream.concat(charges.stream(), shared.keySet().stream())
                    .filter(charge -> charge.limit().equals(limit))
                    .findFirst()
                    .flatMap(charge -> Optional.ofNullable(named.get(charge.key())))
                    .orElse("");
            tell(limit, subject);
            return new Throttled(limit, retryAfter);
        }

        private void tell(ThrottleLimit limit, String subject) {
            Map<String, String> details = Map.of("limit", limit.name(), "subject", subjects.of(subject));
            origin.ifPresentOrElse(
                    client -> audit.record(AuditTrail.Event.THROTTLED, client, details),
                    () -> audit.record(AuditTrail.Event.THROTTLED, details));
        }
    }
}
