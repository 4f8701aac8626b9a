package io.latchkey.domain.user;

import io.latchkey.domain.shared.InvalidValueException;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Requirements of a new password: long enough, not well known, not the account's own name. There are no composition
 * rules (NIST SP 800-63B-4 §3.1.1.2; OWASP ASVS 5.0, 6.2.4, 6.2.5, 6.2.11).
 *
 * @param minLength in code points; 8 to 64
 */
public record PasswordPolicy(int minLength) {
    public PasswordPolicy {
        if (minLength < 8 || minLength > 64) {
            throw new IllegalArgumentException("min-length must be 8 to 64");
        }
    }

    /**
     * Checks a new password.
     *
     * @param isCommon tells whether the whole password, in lower case, is on the block list
     * @param contextWords words that an attacker tries first: username, local part of the e-mail, the product's name
     * @throws InvalidValueException when the password is refused; its reason says why
     */
    public void check(Password password, Predicate<String> isCommon, List<String> contextWords) {
        if (password.length() < minLength) {
            throw new PasswordTooShortException(minLength);
        }
        String folded = password.value().toLowerCase(Locale.ROOT);
        if (isCommon.test(folded)) {
            throw new PasswordTooCommonException();
        }
        if (contextWords.stream().anyMatch(word -> folded.equals(word.toLowerCase(Locale.ROOT)))) {
            throw new InvalidValueException("must not be the account's own name or address");
        }
        if (folded.codePoints().distinct().count() < 3) {
            throw new InvalidValueException("must have more than two different characters");
        }
    }
}
