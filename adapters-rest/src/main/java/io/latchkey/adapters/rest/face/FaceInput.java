package io.latchkey.adapters.rest.face;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a client sent, whatever form it wrote it in. Nothing is ever taken for something else: a number is no text. */
public final class FaceInput {
    /** Nothing at all. */
    public static final FaceInput EMPTY = new FaceInput(Map.of(), true);

    private final Map<String, Value> values;
    private final boolean hasNoBody;

    FaceInput(Map<String, Value> values, boolean hasNoBody) {
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        this.hasNoBody = hasNoBody;
    }

    /** What a value is. */
    public enum Kind {
        ABSENT,
        NULL,
        TEXT,
        /** A text with control characters or broken Unicode: no person typed it, and no store should see it. */
        UNPRINTABLE,
        NUMBER,
        BOOLEAN,
        OBJECT,
        ARRAY,
        FILE
    }

    /**
     * One value.
     *
     * @param text of a text, a number (as it was written) or a boolean; else empty
     * @param members of an object; else without any
     */
    record Value(
            Kind kind,
            String text,
            FaceInput members,
            @Nullable FacePart file) {
        static final Value ABSENT = of(Kind.ABSENT, "");

        static Value of(Kind kind, String text) {
            return new Value(kind, text, EMPTY, null);
        }

        static Value text(String text) {
            boolean isPrintable = text.chars().noneMatch(Character::isISOControl)
                    && text.codePoints().noneMatch(symbol -> Character.getType(symbol) == Character.SURROGATE);
            return isPrintable ? of(Kind.TEXT, text) : of(Kind.UNPRINTABLE, "");
        }

        @Override
        public String toString() {
            return kind.toString();
        }
    }

    /** Whether the request had no body, whatever its query says. */
    public boolean hasNoBody() {
        return hasNoBody;
    }

    public Set<String> names() {
        return values.keySet();
    }

    public Kind kind(String name) {
        return value(name).kind();
    }

    /** Whether there is such a value, be it null. */
    public boolean isPresent(String name) {
        return values.containsKey(name);
    }

    /** A text; empty for every other kind. A form's values are texts. */
    public Optional<String> text(String name) {
        Value value = value(name);
        return value.kind() == Kind.TEXT ? Optional.of(value.text()) : Optional.empty();
    }

    /** A text, or a JSON number as it was written; empty for every other kind. */
    public Optional<String> textOrNumber(String name) {
        Value value = value(name);
        return value.kind() == Kind.TEXT || value.kind() == Kind.NUMBER ? Optional.of(value.text()) : Optional.empty();
    }

    /** A boolean, or a text or number that is usually meant as one: true, True, 1 and their opposites; else empty. */
    public Optional<Boolean> flag(String name) {
        Value value = value(name);
        return switch (value.kind()) {
            case TEXT, NUMBER, BOOLEAN ->
                switch (value.text()) {
                    case "true", "True", "TRUE", "1" -> Optional.of(true);
                    case "false", "False", "FALSE", "0" -> Optional.of(false);
                    default -> Optional.empty();
                };
            default -> Optional.empty();
        };
    }

    /** The members of an object; empty for every other kind. */
    public Optional<FaceInput> object(String name) {
        Value value = value(name);
        return value.kind() == Kind.OBJECT ? Optional.of(value.members()) : Optional.empty();
    }

    /** A file of a multipart body; empty for every other kind. */
    public Optional<FacePart> file(String name) {
        return Optional.ofNullable(value(name).file());
    }

    private Value value(String name) {
        return values.getOrDefault(name, Value.ABSENT);
    }

    /** Names and kinds, never values. */
    @Override
    public String toString() {
        return values.toString();
    }
}
