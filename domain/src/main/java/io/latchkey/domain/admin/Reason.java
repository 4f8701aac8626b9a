package io.latchkey.domain.admin;

import io.latchkey.domain.shared.InvalidValueException;

/**
 * Why somebody did a deed of administration, in their own words. It is recorded with the deed, so it must not name contacts.
 *
 * @param text 1 to 200 characters, none of them a control character
 */
public record Reason(String text) {
    private static final int LONGEST = 200;

    /**
     * Reads a typed reason, without the blanks around it.
     *
     * @throws InvalidValueException when it is empty, too long or holds control characters
     */
    public static Reason parse(String raw) {
        String text = raw.strip();
        if (text.isEmpty() || text.codePointCount(0, text.length()) > LONGEST) {
            throw new InvalidValueException("reason", "must be 1 to 200 characters long");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidValueException("reason", "must not contain control characters");
        }
        return new Reason(text);
    }
}
