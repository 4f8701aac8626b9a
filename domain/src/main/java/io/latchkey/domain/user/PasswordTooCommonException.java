package io.latchkey.domain.user;

import io.latchkey.domain.shared.InvalidValueException;
import org.jspecify.annotations.Nullable;

/** Refuses a new password that attackers try first. Some faces have their own words for this refusal. */
public final class PasswordTooCommonException extends InvalidValueException {
    private static final long serialVersionUID = 1L;

    public PasswordTooCommonException() {
        this(null);
    }

    private PasswordTooCommonException(@Nullable String field) {
        super(field, "is among the passwords attackers try first; several unrelated words make a better one");
    }

    @Override
    public PasswordTooCommonException in(String requestField) {
        return new PasswordTooCommonException(requestField);
    }
}
