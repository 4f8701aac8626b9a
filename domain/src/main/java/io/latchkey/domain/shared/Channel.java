package io.latchkey.domain.shared;

import java.util.Locale;

/** The way a message travels to its reader. */
public enum Channel {
    EMAIL,
    SMS,
    /** A text in the WhatsApp account of the phone number. */
    WHATSAPP,
    /** A call that reads the message out. */
    VOICE,
    /** A chat message of the phone's own messages app, by a verified sender (GSMA RCS Business Messaging). */
    RCS,
    /** A message in the Telegram account of the phone number. */
    TELEGRAM;

    /** The kind of contact that this channel reaches. */
    public ContactKind contactKind() {
        return this == EMAIL ? ContactKind.EMAIL : ContactKind.PHONE;
    }

    /** Wire name: the constant in small letters. */
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
        throw new InvalidValueException("must be one of email, sms, whatsapp, voice, rcs, telegram");
    }
}
