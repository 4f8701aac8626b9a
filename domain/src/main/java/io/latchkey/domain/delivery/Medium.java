package io.latchkey.domain.delivery;

import io.latchkey.domain.shared.Channel;
import io.latchkey.domain.shared.InvalidValueException;
import java.util.Locale;

/** What carries a message to its reader; several may reach the same contact. */
public enum Medium {
    EMAIL,
    SMS,
    /** A text in the WhatsApp of the phone number. */
    WHATSAPP,
    /** A call that reads the message out. */
    VOICE;

    /** The kind of contact it reaches. */
    public Channel channel() {
        return this == EMAIL ? Channel.EMAIL : Channel.SMS;
    }

    /** Wire name: {@code email}, {@code sms}, {@code whatsapp} or {@code voice}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws InvalidValueException when the name is no medium's wire name */
    public static Medium parse(String raw) {
        for (Medium medium : values()) {
            if (medium.wireName().equals(raw)) {
                return medium;
            }
        }
        throw new InvalidValueException("must be one of email, sms, whatsapp, voice");
    }
}
