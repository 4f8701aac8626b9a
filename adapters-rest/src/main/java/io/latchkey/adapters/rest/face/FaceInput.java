package io.latchkey.adapters.rest.face;

import io.latchkey.domain.shared.PastedText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Values that a client sent, in any form. A value is never converted to another kind: a number is not read as a text.
 */
public final class FaceInput {
    /** Input without a value. */
    public static final FaceInput EMPTY = new FaceInput(Map.of(), true);

    private final Map<String, Value> values;
    private final boolean hasNoBody;
    private final Set<String> addressed;

    FaceInput(Map<String, Value> values, boolean hasNoBody) {
        this(values, hasNoBody, Set.of());
    }

    /** @param addressed the names whose values stood in the query */
    FaceInput(Map<String, Value> values, boolean hasNoBody, Set<String> addressed) {
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        this.hasNoBody = hasNoBody;
        this.addressed = Set.copyOf(addressed);
    }

    /** Kind of a value. */
    public enum Kind {
        ABSENT,
        NULL,
        TEXT,
        /**
         * A text with control characters (line ends and tabs around it aside) or broken Unicode. People do not type such texts, and no database should get
         * them.
         */
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
     * @param text the content of a text, a number (as it was written) or a boolean; empty for the other kinds
     * @param members the members of an object; empty for the other kinds
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

        static Value text(String written) {
            String text = PastedText.withoutLineEnds(written);
            boolean isPrintable = text.chars().noneMatch(Character::isISOControl)
                    && text.codePoints().noneMatch(symbol -> Character.getType(symbol) == Character.SURROGATE);
            return isPrintable ? of(Kind.TEXT, text) : of(Kind.UNPRINTABLE, "");
        }

        @Override
        public String toString() {
            return kind.toString();
        }
    }

    /** Tells whether the request had no body. Its query does not matter. */
    public boolean hasNoBody() {
        return hasNoBody;
    }

    public Set<String> names() {
        return values.keySet();
    }

    public Kind kind(String name) {
        return value(name).kind();
    }

    /** Tells whether the value stood in the query, where logs and histories keep it, and not in the body. */
    public boolean isInAddress(String name) {
        return addressed.contains(name);
    }

    /** Tells whether a value of this name was sent, even null. */
    public boolean isPresent(String name) {
        return values.containsKey(name);
    }

    /** Returns a text. The result is empty for every other kind. The values of a form are texts. */
    public Optional<String> text(String name) {
        Value value = value(name);
        return value.kind() == Kind.TEXT ? Optional.of(value.text()) : Optional.empty();
    }

    /** Returns a text, or a JSON number as it was written. The result is empty for every other kind. */
    public Optional<String> textOrNumber(String name) {
        Value value = value(name);
        return value.kind() == Kind.TEXT || value.kind() == Kind.NUMBER ? Optional.of(value.text()) : Optional.empty();
    }

    /**
     * Returns a boolean, or a text or number that usually stands for one: true, True, 1 and their opposites. The result
     * is empty for all other values.
     */
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

    /** Returns the members of an object. The result is empty for every other kind. */
    public Optional<FaceInput> object(String name) {
        Value value = value(name);
        return value.kind() == Kind.OBJECT ? Optional.of(value.members()) : Optional.empty();
    }

    /** Returns a file of a multipart body. The result is empty for every other kind. */
    public Optional<FacePart> file(String name) {
        return Optional.ofNullable(value(name).file());
    }

    private Value value(String name) {
        return values.getOrDefault(name, Value.ABSENT);
    }

    /** Shows names and kinds, never values. */
    @Override
    public String toString() {
        return values.toString();
    }
}
