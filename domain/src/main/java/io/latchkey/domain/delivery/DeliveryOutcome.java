package io.latchkey.domain.delivery;

import java.time.Duration;
import java.util.Optional;

/** What a provider said to one try. */
public sealed interface DeliveryOutcome {
    /** @param reference the provider's own id of the message, where it gives one */
    record Accepted(String provider, Optional<String> reference) implements DeliveryOutcome {}

    /** Nobody can bring this message to its reader by this channel: a bad number, an opted-out reader. */
    record Rejected(String reason) implements DeliveryOutcome {}

    /** This provider refuses this message for good; another may take it. */
    record Declined(String reason) implements DeliveryOutcome {}

    /**
     * Not now: the provider is throttled, broken or out of reach. The message was not taken.
     *
     * @param retryAfter the wait the provider asked for, where it did
     * @param isFault whether the provider, and not a limit it is known to have, is to blame
     */
    record Deferred(String reason, Optional<Duration> retryAfter, boolean isFault) implements DeliveryOutcome {
        /** The provider is at fault. */
        public Deferred(String reason, Optional<Duration> retryAfter) {
            this(reason, retryAfter, true);
        }

        /** A limit of the provider, or our own for it, is reached. */
        public static Deferred busy(String reason, Optional<Duration> retryAfter) {
            return new Deferred(reason, retryAfter, false);
        }
    }

    /** No answer came, so the message may be on its way. A retry carries the same code, so it harms nobody. */
    record Unknown(String reason) implements DeliveryOutcome {}

    /** Name in records and metrics. */
    default String wireName() {
        if (this instanceof Accepted) {
            return "accepted";
        }
        if (this instanceof Rejected) {
            return "rejected";
        }
        if (this instanceof Declined) {
            return "declined";
        }
        return this instanceof Deferred ? "deferred" : "unknown";
    }

    /** The reason of whatever was not accepted; empty text of what was. */
    default String reasonText() {
        if (this instanceof Rejected rejected) {
            return rejected.reason();
        }
        if (this instanceof Declined declined) {
            return declined.reason();
        }
        if (this instanceof Deferred deferred) {
            return deferred.reason();
        }
        return this instanceof Unknown unknown ? unknown.reason() : "";
    }
}
