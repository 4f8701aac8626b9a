package io.latchkey.domain.user;

import io.latchkey.domain.shared.InvalidValueException;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a new password that is shorter than the policy requires. Some faces have their own words for this refusal.
 */
public final class PasswordTooShortException extends InvalidValueException {
    private static final long serialVersionUID = 1L;

    private final int minLength;

    /**
     * Refuses a password.
     *
     * @param minLength the length that the policy requires, in code points
     */
    public PasswordTooShortException(int minLength) {
        this(null, minLength);
    }

    private PasswordTooShortException(@Nullable String field, int minLength) {
        super(field, "must be at least " + minLength + " characters long");
        this.minLength = minLength;
    }

    /** The length that the policy requires, in code points. */
    public int minLength() {
        return minLength;
    }

    @Override
    public PasswordTooShortException in(String requestField) {
        return new PasswordTooShortException(requestField, minLength);
    }
}
