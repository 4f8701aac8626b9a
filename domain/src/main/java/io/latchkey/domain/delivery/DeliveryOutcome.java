package io.latchkey.domain.delivery;

import java.time.Duration;
import java.util.Optional;

/** Outcome of one call to a provider. */
public sealed interface DeliveryOutcome {
    /** Answers with the function of this outcome's case. */
    <R> R answer(Cases<R> cases);

    /** Name in records and metrics. */
    String wireName();

    /** Why the provider did not take the message; empty text when it did. */
    String reason();

    /** The acceptance; empty when the provider did not take the message. */
    default Optional<Accepted> acceptance() {
        return Optional.empty();
    }

    /** The provider's own id of the message; empty when the provider did not take it or gives no id. */
    default Optional<String> reference() {
        return Optional.empty();
    }

    /** The wait that the provider asked for; empty when it asked for none. */
    default Optional<Duration> retryAfter() {
        return Optional.empty();
    }

    /** Why the reader gets no more messages by this channel until an operator says so; empty when this is about one message. */
    default Optional<SuppressionCause> lasting() {
        return Optional.empty();
    }

    /** The same about this message alone: it tells nothing about later ones, nor about the provider. */
    default DeliveryOutcome aboutMessageAlone() {
        return this;
    }

    /** How the delivery of the message may go on. */
    Outlook outlook();

    /** Sign about the provider, apart from the message. */
    ProviderSign sign();

    /** How the delivery of a message may go on after a call. */
    enum Outlook {
        /** The provider has it. */
        TAKEN,
        /** The provider may have it: no answer came. */
        PERHAPS_TAKEN,
        /** The same provider may take it later. */
        LATER,
        /** Another provider may take it. */
        OTHER_PROVIDER,
        /** Only another channel can bring it to its reader. */
        OTHER_CHANNEL
    }

    /** One function for each case. */
    interface Cases<R> {
        R accepted(Accepted accepted);

        R rejected(Rejected rejected);

        R declined(Declined declined);

        R deferred(Deferred deferred);

        R unknown(Unknown unknown);
    }

    /** @param reference the provider's own id of the message; empty when the provider gives none */
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
        public String reason() {
            return "";
        }

        @Override
        public Optional<Accepted> acceptance() {
            return Optional.of(this);
        }

        @Override
        public Outlook outlook() {
            return Outlook.TAKEN;
        }

        @Override
        public ProviderSign sign() {
            return ProviderSign.WORKING;
        }
    }

    /**
     * No provider can bring this message to its reader by this channel: the number is wrong, or the reader opted out.
     *
     * @param lasting why no later message can reach the reader by this channel, either; empty when a later one may
     */
    record Rejected(String reason, Optional<SuppressionCause> lasting) implements DeliveryOutcome {
        /** A refusal that tells nothing about later messages. */
        public Rejected(String reason) {
            this(reason, Optional.empty());
        }

        /** A refusal of all messages to this reader by this channel. */
        public Rejected(String reason, SuppressionCause lasting) {
            this(reason, Optional.of(lasting));
        }

        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.rejected(this);
        }

        @Override
        public String wireName() {
            return "rejected";
        }

        @Override
        public DeliveryOutcome aboutMessageAlone() {
            return new Rejected(reason);
        }

        @Override
        public Outlook outlook() {
            return Outlook.OTHER_CHANNEL;
        }

        @Override
        public ProviderSign sign() {
            return ProviderSign.WORKING;
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
        public Outlook outlook() {
            return Outlook.OTHER_PROVIDER;
        }

        @Override
        public ProviderSign sign() {
            return ProviderSign.WORKING;
        }
    }

    /**
     * The provider did not take the message now: it throttles, is broken, cannot be reached or wants a pause before this message.
     *
     * @param retryAfter the wait that the provider asked for; empty when it asked for none
     * @param sign whether the provider is to blame, has reached a limit, or works and puts off this message alone
     */
    record Deferred(String reason, Optional<Duration> retryAfter, ProviderSign sign) implements DeliveryOutcome {
        /** A deferral for which the provider is to blame. */
        public Deferred(String reason, Optional<Duration> retryAfter) {
            this(reason, retryAfter, ProviderSign.FAILING);
        }

        /** A deferral because a limit is reached: one of the provider, or our own for it. */
        public static Deferred busy(String reason, Optional<Duration> retryAfter) {
            return new Deferred(reason, retryAfter, ProviderSign.BUSY);
        }

        /** A deferral of this message alone, such as by a limit of its recipient. The provider takes others. */
        public static Deferred ofMessage(String reason, Optional<Duration> retryAfter) {
            return new Deferred(reason, retryAfter, ProviderSign.WORKING);
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
        public DeliveryOutcome aboutMessageAlone() {
            return ofMessage(reason, retryAfter);
        }

        @Override
        public Outlook outlook() {
            return Outlook.LATER;
        }
    }

    /**
     * No answer came, so the provider may have taken the message. A retry does no harm, because it carries the same
     * code.
     */
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
        public Outlook outlook() {
            return Outlook.PERHAPS_TAKEN;
        }

        @Override
        public ProviderSign sign() {
            return ProviderSign.FAILING;
        }
    }
}
