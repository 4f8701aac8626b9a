package io.latchkey.domain.user;

import java.util.List;
import java.util.function.Predicate;

/**
 * The only requirement that some existing APIs document: a length. Well-known passwords pass, so that it protects less than
 * {@link PasswordPolicy}.
 *
 * @param minLength in code points; 1 or more
 */
public record PasswordLength(int minLength) implements PasswordRules {
    public PasswordLength {
        if (minLength < 1) {
            throw new IllegalArgumentException("a length is 1 or more");
        }
    }

    @Override
    public void check(Password password, Predicate<String> isCommon, List<String> accountWords) {
        if (password.length() < minLength) {
            throw new PasswordTooShortException(minLength);
        }
    }
}
