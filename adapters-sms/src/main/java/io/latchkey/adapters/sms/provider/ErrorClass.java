package io.latchkey.adapters.sms.provider;

import io.latchkey.domain.delivery.SuppressionCause;
import java.util.Locale;
import java.util.Optional;

/** The meaning of a provider's refusal. */
public enum ErrorClass {
    /** No provider can reach this number. */
    BAD_NUMBER,
    /** The reader asked the provider to send no more messages. */
    OPTED_OUT,
    /** The address does not exist or takes no mail for good: a hard bounce, now or before. */
    BOUNCED,
    /** The reader reported a message as spam, now or before. */
    COMPLAINED,
    /** The provider received too many messages and asks for a pause. */
    THROTTLED,
    /** The provider asks for a pause before this message, such as for its recipient, and takes others. */
    MESSAGE_THROTTLED,
    /** The provider refuses our credentials, or our account lacks money. */
    AUTHENTICATION,
    /** The provider is broken at the moment. */
    TEMPORARY,
    /** This provider refuses this message for good. Another provider may take it. */
    PERMANENT;

    /** Why no later message can reach the reader by the same channel, either; empty when a later one may. */
    public Optional<SuppressionCause> lasting() {
        return switch (this) {
            case OPTED_OUT -> Optional.of(SuppressionCause.OPTED_OUT);
            case BOUNCED -> Optional.of(SuppressionCause.BOUNCED);
            case COMPLAINED -> Optional.of(SuppressionCause.COMPLAINED);
            case BAD_NUMBER, THROTTLED, MESSAGE_THROTTLED, AUTHENTICATION, TEMPORARY, PERMANENT -> Optional.empty();
        };
    }

    /** The name in definitions. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
