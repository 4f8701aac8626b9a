package io.latchkey.domain.user;

import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.shared.PastedText;
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
     * Takes a profile as a person typed it. Characters of the name that nobody sees are dropped, so that no name shows as another or as
     * none; joiners within it stay, because scripts and emoji need them.
     *
     * @throws InvalidValueException when the name is too long, holds control characters or shows nothing
     */
    public static Profile of(@Nullable Username username, @Nullable String name, Locale locale) {
        return new Profile(username, name == null ? null : shown(name), locale);
    }

    private static String shown(String typed) {
        checkName(typed);
        String shown = PastedText.withoutHidden(typed);
        if (shown.isEmpty() && !typed.isEmpty()) {
            throw new InvalidValueException("name", "must show at least one character");
        }
        return shown;
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
