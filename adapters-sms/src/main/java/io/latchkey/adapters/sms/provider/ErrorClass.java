package io.latchkey.adapters.sms.provider;

import java.util.Locale;

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
    /** The provider refuses our credentials, or our account lacks money. */
    AUTHENTICATION,
    /** The provider is broken at the moment. */
    TEMPORARY,
    /** This provider refuses this message for good. Another provider may take it. */
    PERMANENT;

    /** The name in definitions. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
