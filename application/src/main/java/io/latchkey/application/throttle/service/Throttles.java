package io.latchkey.application.throttle.service;

import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.port.Digester;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.shared.service.AuditSubjects;
import io.latchkey.application.throttle.SettleLimitsUseCase;
import io.latchkey.application.throttle.Throttled;
import io.latchkey.application.throttle.port.ThrottleRepository;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/**
 * Counts a call against all its limits at once. This node remembers a refusal for a short time, so that repeated calls
 * cost neither a statement nor a password hash.
 */
public final class Throttles implements SettleLimitsUseCase {
    private static final Duration REMEMBERED = Duration.ofSeconds(30);
    private static final String WHOLE_SITE = "site";
    private static final int MOST_REMEMBERED = 50_000;

    private final ThrottleRepository repository;
    private final SiteCharges siteCharges;
    private final CrowdCharges crowdCharges;
    private final Digester digester;
    private final AuditTrail audit;
    private final AuditSubjects subjects;
    private final Clock clock;
    private final ConcurrentMap<UUID, Refusal> refusals = new ConcurrentHashMap<>();

    private record Refusal(ThrottleLimit limit, Instant windowEndsAt, Instant forgottenAt) {}

    public Throttles(
            ThrottleRepository repository, Digester digester, UnitOfWork unitOfWork, AuditTrail audit, Clock clock) {
        this.repository = repository;
        this.siteCharges = new SiteCharges(repository, unitOfWork);
        this.crowdCharges = new CrowdCharges(repository, unitOfWork);
        this.digester = digester;
        this.audit = audit;
        this.subjects = new AuditSubjects(digester);
        this.clock = clock;
    }

    /** Starts a call without limits, of a client that is not known here. */
    public Call call() {
        return new Call(Optional.empty());
    }

    /** Starts a client's call without limits. */
    public Call call(ClientOrigin origin) {
        return new Call(Optional.of(origin));
    }

    @Override
    public void settle() {
        crowdCharges.settle(clock.instant());
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
        private final List<ThrottleCharge> charges = new ArrayList<>();
        private final List<ThrottleCharge> ofCrowd = new ArrayList<>();
        private final List<ThrottleCharge> ofSite = new ArrayList<>();
        private Runnable givingBackOfCrowd = () -> {};
        private Runnable givingBackOfSite = () -> {};
        private final Map<UUID, String> named = new HashMap<>();

        private Call(Optional<ClientOrigin> origin) {
            this.origin = origin;
        }

        /**
         * Adds a limit of one person, such as an account or a contact. It is exact. The same limit for the same subject counts once.
         *
         * @param subject the limit's subject; digested before it is stored
         */
        public Call charge(ThrottleLimit limit, String subject) {
            return add(charges, limit, subject);
        }

        /**
         * Adds a limit that a crowd shares, such as all clients behind one address. Calls do not wait for each other at it. One node
         * alone keeps the quota. Each further node may admit a twentieth of it more.
         *
         * @param subject the limit's subject; digested before it is stored
         */
        public Call chargeCrowd(ThrottleLimit limit, String subject) {
            return add(ofCrowd, limit, subject);
        }

        /**
         * Adds a limit of the whole site. This node takes portions of it, so that most calls cost no statement. All
         * nodes together never admit more than the quota; each may leave up to a twentieth of it unused.
         */
        public Call chargeSite(ThrottleLimit limit) {
            return add(ofSite, limit, WHOLE_SITE);
        }

        private Call add(List<ThrottleCharge> to, ThrottleLimit limit, String subject) {
            if (!limit.isOff()) {
                UUID key = key(limit, subject);
                if (to.stream().noneMatch(charge -> charge.key().equals(key))) {
                    to.add(new ThrottleCharge(key, limit));
                    named.put(key, subject);
                }
            }
            return this;
        }

        /** The refusal that this node remembers; empty when it remembers none. Reads no store and counts nothing. */
        public Optional<Throttled> refusal() {
            Instant now = clock.instant();
            return Stream.concat(charges.stream(), ofCrowd.stream())
                    .flatMap(charge -> Optional.ofNullable(refusals.get(charge.key())).stream())
                    .filter(refusal -> now.isBefore(refusal.windowEndsAt()) && now.isBefore(refusal.forgottenAt()))
                    .max(Comparator.comparing(Refusal::windowEndsAt))
                    .map(refusal -> refuse(refusal.limit(), Duration.between(now, refusal.windowEndsAt())));
        }

        /** Counts the call in its unit of work; empty when the call is admitted. */
        public Optional<Throttled> take() {
            Optional<Throttled> known = refusal().or(this::takeOfCrowd);
            if (known.isPresent()) {
                return known;
            }
            Optional<Throttled> refused = takeOfSite();
            if (refused.isEmpty() && !charges.isEmpty()) {
                refused = count();
            }
            if (refused.isPresent()) {
                givingBackOfCrowd.run();
                givingBackOfSite.run();
            }
            return refused;
        }

        private Optional<Throttled> takeOfCrowd() {
            Instant now = clock.instant();
            CrowdCharges.Taken taken = crowdCharges.take(ofCrowd, now);
            givingBackOfCrowd = taken::giveBack;
            taken.refusals().forEach(usedUp -> remember(usedUp.charge(), usedUp.until(), now));
            return taken.refusal()
                    .map(usedUp -> refuse(usedUp.charge().limit(), Duration.between(now, usedUp.until())));
        }

        private Optional<Throttled> takeOfSite() {
            Instant now = clock.instant();
            SiteCharges.Taken taken = siteCharges.take(ofSite, now);
            givingBackOfSite = taken::giveBack;
            return taken.refusal()
                    .map(usedUp -> refuse(usedUp.charge().limit(), Duration.between(now, usedUp.until())));
        }

        private Optional<Throttled> count() {
            Instant now = clock.instant();
            List<ThrottleState> states = repository.take(charges, now);
            remember(states, now);
            return ThrottleDecision.of(charges, states, now)
                    .fold(
                            admitted -> Optional.empty(),
                            refused -> Optional.of(refuse(refused.limit(), refused.retryAfter())));
        }

        /** Takes back an admitted call, in the unit of work that counted it. */
        public void giveBack() {
            givingBackOfCrowd.run();
            givingBackOfSite.run();
            if (!charges.isEmpty()) {
                repository.giveBack(charges);
            }
        }

        private void remember(List<ThrottleState> states, Instant now) {
            for (int i = 0; i < states.size(); i++) {
                if (states.get(i).used() > charges.get(i).limit().quota()) {
                    remember(charges.get(i), states.get(i).windowEndsAt(), now);
                }
            }
        }

        private void remember(ThrottleCharge full, Instant windowEndsAt, Instant now) {
            if (refusals.size() >= MOST_REMEMBERED) {
                refusals.clear();
            }
            refusals.put(full.key(), new Refusal(full.limit(), windowEndsAt, now.plus(REMEMBERED)));
        }

        private Throttled refuse(ThrottleLimit limit, Duration retryAfter) {
            String subject = Stream.of(charges, ofCrowd, ofSite)
                    .flatMap(List::stream)
                    .filter(charge -> charge.limit().equals(limit))
                    .findFirst()
                    .flatMap(charge -> Optional.ofNullable(named.get(charge.key())))
                    .orElse("");
            Map<String, String> details = Map.of("limit", limit.name(), "subject", subjects.of(subject));
            origin.ifPresentOrElse(
                    client -> audit.record(AuditTrail.Event.THROTTLED, client, details),
                    () -> audit.record(AuditTrail.Event.THROTTLED, details));
            return new Throttled(limit, retryAfter);
        }
    }
}
