package io.latchkey.application.delivery;

import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.message.DeliveryState;
import java.util.Optional;

/**
 * What a provider tells became of one message.
 *
 * @param reference the provider's own id of the message
 * @param state {@link DeliveryState#DELIVERED}, {@link DeliveryState#FAILED}, or {@link DeliveryState#ACCEPTED} when
 *     nobody will ever tell whether it arrived
 * @param cause what the provider would have answered, had it known at once why the message fails; empty when it does
 *     not tell, or nobody says what its code means
 * @param code the provider's own code of why the message fails, when nobody says what it means, such as {@code err 034}
 */
public record Report(String reference, DeliveryState state, Optional<DeliveryOutcome> cause, Optional<String> code) {
    /** A report without a code that nobody knows. */
    public Report(String reference, DeliveryState state, Optional<DeliveryOutcome> cause) {
        this(reference, state, cause, Optional.empty());
    }

    /** A report without a reason. */
    public Report(String reference, DeliveryState state) {
        this(reference, state, Optional.empty());
    }

    /** Why the message fails, as it is recorded; empty when the provider does not tell. */
    public Optional<String> reason() {
        return cause.map(DeliveryOutcome::reason).or(() -> code);
    }

    /** The same under another id of the message. */
    public Report under(String otherReference) {
        return new Report(otherReference, state, cause, code);
    }

    /** The same about its message alone: it closes no channel and marks no provider. */
    public Report aboutMessageAlone() {
        return new Report(reference, state, cause.map(DeliveryOutcome::aboutMessageAlone), code);
    }
}
