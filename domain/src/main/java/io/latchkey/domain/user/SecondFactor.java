package io.latchkey.domain.user;

import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.shared.InvalidValueException;
import java.util.Locale;
import java.util.Optional;

/** Whether a code must follow the password, and to which kind of contact the code goes. */
public enum SecondFactor {
    NONE,
    SMS,
    EMAIL;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of contact the code goes to; empty for {@link #NONE}. */
    public Optional<ContactKind> contactKind() {
        return switch (this) {
            case NONE -> Optional.empty();
            case SMS -> Optional.of(ContactKind.PHONE);
            case EMAIL -> Optional.of(ContactKind.EMAIL);
        };
    }

    /**
     * Reads a name.
     *
     * @throws InvalidValueException when the text is none of none, sms, email
     */
    public static SecondFactor parse(String raw) {
        for (SecondFactor factor : values()) {
            if (factor.wireName().equals(raw)) {
                return factor;
            }
        }
        throw new InvalidValueException("must be one of none, sms, email");
    }
}
