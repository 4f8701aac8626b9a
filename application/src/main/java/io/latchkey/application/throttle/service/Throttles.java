package io.latchkey.application.throttle.service;

import io.latchkey.application.shared.Throttled;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.port.Digester;
import io.latchkey.application.throttle.port.ThrottleRepository;
import io.latchkey.domain.throttle.ThrottleCharge;
import io.latchkey.domain.throttle.ThrottleDecision;
import io.latchkey.domain.throttle.ThrottleLimit;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Offers a call to all of its limits at once. */
public final class Throttles {
    private final ThrottleRepository repository;
    private final Digester digester;
    private final AuditTrail audit;
    private final Clock clock;

    public Throttles(ThrottleRepository repository, Digester digester, AuditTrail audit, Clock clock) {
        this.repository = repository;
        this.digester = digester;
        this.audit = audit;
        this.clock = clock;
    }

    /** Starts a list of charges. */
    public Call call() {
        return new Call();
    }

    /** The limits one call has to pass; those that are off are left out. */
    public final class Call {
        private final List<ThrottleCharge> charges = new ArrayList<>();

        private Call() {}

        /**
         * Adds a limit; one that is there already for the same subject is counted once.
         *
         * @param subject whom the limit is for; digested before it is stored
         */
        public Call charge(ThrottleLimit limit, String subject) {
            if (!limit.isOff()) {
                UUID key = digester.keyed(limit.name() + '\n' + subject);
                if (charges.stream().noneMatch(charge -> charge.key().equals(key))) {
                    charges.add(new ThrottleCharge(key, limit));
                }
            }
            return this;
        }

        /** Counts the call, in the unit of work it is in. Empty when it may go on. */
        public Optional<Throttled> take() {
            if (charges.isEmpty()) {
                return Optional.empty();
            }
            Instant now = clock.instant();
            ThrottleDecision decision = ThrottleDecision.of(charges, repository.take(charges, now), now);
            if (decision instanceof ThrottleDecision.Refused refused) {
                audit.record(
                        AuditTrail.Event.THROTTLED,
                        Map.of("limit", refused.limit().name()));
                return Optional.of(new Throttled(refused.limit(), refused.retryAfter()));
            }
            return Optional.empty();
        }
    }
}
