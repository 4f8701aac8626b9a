package io.latchkey.domain.delivery;

import java.time.Duration;
import java.util.Optional;

/** What a provider said to one try. */
public sealed interface DeliveryOutcome {
    /** One answer per case. */
    interface Cases<R> {
        R accepted(Accepted accepted);

        R rejected(Rejected rejected);

        R declined(Declined declined);

        R deferred(Deferred deferred);

        R unknown(Unknown unknown);
    }

    /** Answers by case. */
    <R> R answer(Cases<R> cases);

    /** Name in records and metrics. */
    String wireName();

    /** Why the message was not accepted; empty text when it was. */
    String reasonText();

    /** The provider's own id of the message; empty where it took none or gives none. */
    Optional<String> reference();

    /** @param reference the provider's own id of the message, where it gives one */
    record Accepted(String provider, Optional<String> reference) implements DeliveryOutcome {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.accepted(this);
        }

        @Override
        public String wireName() {
            return "accepted";
        }

        @Override
        public String reasonText() {
            return "";
        }
    }

    /** No provider can bring this message to its reader by this channel: a bad number, an opted-out reader. */
    record Rejected(String reason) implements DeliveryOutcome {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.rejected(this);
        }

        @Override
        public String wireName() {
            return "rejected";
        }

        @Override
        public String reasonText() {
            return reason;
        }

        @Override
        public Optional<String> reference() {
            return Optional.empty();
        }
    }

    /** This provider refuses this message for good; another may take it. */
    record Declined(String reason) implements DeliveryOutcome {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.declined(this);
        }

        @Override
        public String wireName() {
            return "declined";
        }

        @Override
        public String reasonText() {
            return reason;
        }

        @Override
        public Optional<String> reference() {
            return Optional.empty();
        }
    }

    /**
     * The provider is throttled, broken or out of reach for now. It did not take the message.
     *
     * @param retryAfter the wait the provider asked for, where it did
     * @param isFault whether the provider, and not a limit it is known to have, is to blame
     */
    record Deferred(String reason, Optional<Duration> retryAfter, boolean isFault) implements DeliveryOutcome {
        /** The provider is at fault. */
        public Deferred(String reason, Optional<Duration> retryAfter) {
            this(reason, retryAfter, true);
        }

        /** A limit of the provider, or our own limit for it, is reached. */
        public static Deferred busy(String reason, Optional<Duration> retryAfter) {
            return new Deferred(reason, retryAfter, false);
        }

        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.deferred(this);
        }

        @Override
        public String wireName() {
            return "deferred";
        }

        @Override
        public String reasonText() {
            return reason;
        }

        @Override
        public Optional<String> reference() {
            return Optional.empty();
        }
    }

    /** No answer came, so the message may be on its way. A retry carries the same code, so a second message does no harm. */
    record Unknown(String reason) implements DeliveryOutcome {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.unknown(this);
        }

        @Override
        public String wireName() {
            return "unknown";
        }

        @Override
        public String reasonText() {
            return reason;
        }

        @Override
        public Optional<String> reference() {
            return Optional.empty();
        }
    }
}
