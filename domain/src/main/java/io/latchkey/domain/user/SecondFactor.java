package io.latchkey.domain.user;

import io.latchkey.domain.shared.Channel;
import io.latchkey.domain.shared.InvalidValueException;
import java.util.Locale;
import java.util.Optional;

/** Whether a password must be followed by a code, and on which channel. */
public enum SecondFactor {
    NONE,
    SMS,
    EMAIL;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The channel the code goes by; empty for {@link #NONE}. */
    public Optional<Channel> channel() {
        return switch (this) {
            case NONE -> Optional.empty();
            case SMS -> Optional.of(Channel.SMS);
            case EMAIL -> Optional.of(Channel.EMAIL);
        };
    }

    /** @throws InvalidValueException when the text is none of none, sms, email */
    public static SecondFactor parse(String raw) {
        for (SecondFactor factor : values()) {
            if (factor.wireName().equals(raw)) {
                return factor;
            }
        }
        throw new InvalidValueException("must be one of none, sms, email");
    }
}
