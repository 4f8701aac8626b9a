package io.latchkey.adapters.rest.face.dhiwise;

import io.latchkey.adapters.rest.face.FaceInput;
import io.latchkey.adapters.rest.face.FaceInput.Kind;
import java.util.Arrays;
import java.util.Optional;

/** Reads texts. An object, array or number is never read as a text. */
final class Fields {
    private Fields() {}

    /** Tells whether each of these members is a text, null or absent. */
    static boolean areTexts(FaceInput input, String... names) {
        return Arrays.stream(names).allMatch(name -> isText(input, name));
    }

    static boolean isText(FaceInput input, String name) {
        Kind kind = input.kind(name);
        return kind == Kind.TEXT || kind == Kind.NULL || kind == Kind.ABSENT;
    }

    /** Returns a text. The result is empty when the member is missing or the text is empty. */
    static Optional<String> text(FaceInput input, String name) {
        return input.text(name).filter(text -> !text.isEmpty());
    }
}
