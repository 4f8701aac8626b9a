package io.latchkey.domain.user;

import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.shared.Username;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The part of an account that its owner may change without proof.
 *
 * @param name the person's name for display; at most 200 characters
 */
public record Profile(@Nullable Username username, @Nullable String name, Locale locale) {
    private static final int LONGEST_NAME = 200;

    /**
     * Takes a profile as a person typed it.
     *
     * @throws InvalidValueException when the name is too long or holds control characters
     */
    public static Profile of(@Nullable Username username, @Nullable String name, Locale locale) {
        if (name != null) {
            checkName(name);
        }
        return new Profile(username, name, locale);
    }

    private static void checkName(String name) {
        if (name.codePointCount(0, name.length()) > LONGEST_NAME) {
            throw new InvalidValueException("name", "must be at most 200 characters long");
        }
        if (name.codePoints().anyMatch(Character::isISOControl)) {
            throw new InvalidValueException("name", "must not contain control characters");
        }
    }
}
