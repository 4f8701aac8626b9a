package io.latchkey.domain.shared;

import java.util.Locale;

/** The way a message travels. */
public enum Channel {
    EMAIL,
    SMS;

    /** Wire name: {@code email} or {@code sms}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws InvalidValueException when the name is no channel's wire name */
    public static Channel parse(String raw) {
        for (Channel channel : values()) {
            if (channel.wireName().equals(raw)) {
                return channel;
            }
        }
        throw new InvalidValueException("must be one of email, sms");
    }
}
