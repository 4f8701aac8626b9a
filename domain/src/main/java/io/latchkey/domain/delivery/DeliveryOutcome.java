package io.latchkey.domain.delivery;

import java.time.Duration;
import java.util.Optional;

/** What a provider said to one try. */
public sealed interface DeliveryOutcome {
    /** @param reference the provider's own id of the message, where it gives one */
    record Accepted(String provider, Optional<String> reference) implements DeliveryOutcome {}

    /** Nobody can deliver this message: a bad number, an opted-out reader. */
    record Rejected(String reason) implements DeliveryOutcome {}

    /** This provider refuses this message for good; another one may take it: a sender or a country it does not serve. */
    record Declined(String reason) implements DeliveryOutcome {}

    /**
     * Not now: the provider is throttled, broken or out of reach.
     *
     * @param retryAfter the wait the provider asked for, where it did
     */
    record Deferred(String reason, Optional<Duration> retryAfter) implements DeliveryOutcome {}

    /** No answer came, so the message may be on its way. A retry carries the same code, so it harms nobody. */
    record Unknown(String reason) implements DeliveryOutcome {}
}
