package io.latchkey.adapters.rest.admin;

import static io.latchkey.domain.fuzz.Fuzzing.require;
import static io.latchkey.domain.fuzz.Fuzzing.text;

import io.latchkey.application.admin.Page.Position;
import io.latchkey.domain.shared.InvalidValueException;

/** Places in lists that clients hand back. */
public final class CursorFuzz {
    private CursorFuzz() {}

    /** What was read is written and read again as the same place. */
    public static void read(byte[] input) {
        for (boolean isOfTime : new boolean[] {true, false}) {
            Position read;
            try {
                read = Cursor.read(text(input), isOfTime);
            } catch (InvalidValueException refused) {
                continue;
            }
            require(Cursor.read(Cursor.write(read), isOfTime).equals(read), "another place");
        }
    }
}
