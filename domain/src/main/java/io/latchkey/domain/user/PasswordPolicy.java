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
 * @param siteWords names of the site and the product, which attackers try first
 */
public record PasswordPolicy(int minLength, List<String> siteWords) implements PasswordRules {
    /** A shorter word occurs in passwords by chance. */
    private static final int SHORTEST_WORD = 3;
    /** A password needs so many letters besides context words. */
    private static final int FEWEST_OTHER_LETTERS = 3;

    public PasswordPolicy {
        if (minLength < 8 || minLength > 64) {
            throw new IllegalArgumentException("min-length must be 8 to 64");
        }
        siteWords = List.copyOf(siteWords);
    }

    /** A policy without words of the site. */
    public PasswordPolicy(int minLength) {
        this(minLength, List.of());
    }

    @Override
    public void check(Password password, Predicate<String> isCommon, List<String> accountWords) {
        if (password.length() < minLength) {
            throw new PasswordTooShortException(minLength);
        }
        if (isCommon.test(password.value())) {
            throw new PasswordTooCommonException();
        }
        String folded = password.value().toLowerCase(Locale.ROOT);
        if (restsOn(accountWords, folded)) {
            throw new InvalidValueException("must not be the account's own name or address");
        }
        if (restsOn(siteWords, folded)) {
            throw new InvalidValueException("must not be the name of this site");
        }
        if (folded.codePoints().distinct().count() < 3) {
            throw new InvalidValueException("must have more than two different characters");
        }
    }

    /** Whether one of the words, with at most digits, signs and two letters added, makes the whole password. */
    private static boolean restsOn(List<String> words, String folded) {
        return words.stream()
                .map(word -> word.toLowerCase(Locale.ROOT))
                .filter(word -> word.length() >= SHORTEST_WORD && folded.contains(word))
                .anyMatch(word -> folded.replace(word, "")
                                .codePoints()
                                .filter(Character::isLetter)
                                .count()
                        < FEWEST_OTHER_LETTERS);
    }
}
