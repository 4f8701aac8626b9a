package io.latchkey.adapters.rest.face.dhiwise;

import io.latchkey.adapters.rest.face.FaceInput;
import io.latchkey.adapters.rest.face.FaceInput.Kind;
import java.util.Arrays;
import java.util.Optional;

/** Tells texts from what only looks like them: an object, array or number in a text's place is never looked at. */
final class Fields {
    private Fields() {}

    /** Whether each of these is a text, null or not there. */
    static boolean areTexts(FaceInput input, String... names) {
        return Arrays.stream(names).allMatch(name -> isText(input, name));
    }

    static boolean isText(FaceInput input, String name) {
        Kind kind = input.kind(name);
        return kind == Kind.TEXT || kind == Kind.NULL || kind == Kind.ABSENT;
    }

    /** The text; empty where it is missing or has nothing in it. */
    static Optional<String> text(FaceInput input, String name) {
        return input.text(name).filter(text -> !text.isEmpty());
    }
}
