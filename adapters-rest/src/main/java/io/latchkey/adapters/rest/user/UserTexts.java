package io.latchkey.adapters.rest.user;

import io.latchkey.domain.shared.InvalidValueException;

/** Reads texts about a person that have no value type in the core. */
final class UserTexts {
    private static final int LONGEST_NAME = 200;

    private UserTexts() {}

    /**
     * @throws InvalidValueException when the name without the blanks around it is empty or longer than 200 characters
     */
    static String parseName(String raw) {
        String name = raw.strip();
        if (name.isEmpty() || name.codePointCount(0, name.length()) > LONGEST_NAME) {
            throw new InvalidValueException("must be 1 to 200 characters long");
        }
        return name;
    }
}
