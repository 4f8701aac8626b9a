package io.latchkey.domain.shared;

import java.util.Locale;

/** The way a message travels to its reader. */
public enum Channel {
    EMAIL,
    SMS,
    /** A text in the WhatsApp account of the phone number. */
    WHATSAPP,
    /** A call that reads the message out. */
    VOICE;

    /** The kind of contact that this channel reaches. */
    public ContactKind contactKind() {
        return this == EMAIL ? ContactKind.EMAIL : ContactKind.PHONE;
    }

    /** Wire name: {@code email}, {@code sms}, {@code whatsapp} or {@code voice}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a wire name.
     *
     * @throws InvalidValueException when no channel has this wire name
     */
    public static Channel parse(String raw) {
        for (Channel channel : values()) {
            if (channel.wireName().equals(raw)) {
                return channel;
            }
        }
        throw new InvalidValueException("must be one of email, sms, whatsapp, voice");
    }
}
