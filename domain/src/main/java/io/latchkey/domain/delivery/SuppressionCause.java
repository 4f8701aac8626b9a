package io.latchkey.domain.delivery;

import java.util.Locale;

/** Why a contact gets no more messages by a channel, whichever provider sends them. */
public enum SuppressionCause {
    /** The reader asked for no more messages, for example by the answer STOP. */
    OPTED_OUT,
    /** The address does not exist or takes no mail for good: a hard bounce. */
    BOUNCED,
    /** The reader reported a message as spam. */
    COMPLAINED;

    /** Name in answers and in the audit trail. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
