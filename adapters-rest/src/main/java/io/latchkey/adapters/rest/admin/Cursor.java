package io.latchkey.adapters.rest.admin;

import io.latchkey.adapters.rest.json.Ids;
import io.latchkey.application.admin.Page.Position;
import io.latchkey.domain.shared.InvalidValueException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Writes and reads places in lists as texts that clients hand back as they got them. */
final class Cursor {
    private static final int LONGEST = 1000;

    private Cursor() {}

    static String write(Position position) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((position.id() + position.key()).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a cursor.
     *
     * @param isOfTime whether the list is sorted by time
     * @throws InvalidValueException when no list gave this text
     */
    static Position read(String text, boolean isOfTime) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            String id = plain.substring(0, Math.min(36, plain.length()));
            String key = plain.substring(id.length());
            if (text.length() <= LONGEST && Ids.find(id).isPresent() && (!isOfTime || key.matches("[0-9]{1,15}"))) {
                return new Position(key, id);
            }
        } catch (IllegalArgumentException malformed) {
            throw refused();
        }
        throw refused();
    }

    /** Writes a cursor of a list whose items are numbered. */
    static String writeNumber(Position position) {
        return position.key() + '-' + position.id();
    }

    /**
     * Reads a cursor of a list that is sorted by time and whose items are numbered.
     *
     * @throws InvalidValueException when no list gave this text
     */
    static Position readNumber(String text) {
        if (text.matches("[0-9]{1,15}-[0-9]{1,18}")) {
            return new Position(text.substring(0, text.indexOf('-')), text.substring(text.indexOf('-') + 1));
        }
        throw refused();
    }

    private static InvalidValueException refused() {
        return new InvalidValueException("must be the next of a page of the same list");
    }
}
