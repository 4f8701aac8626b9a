package io.latchkey.adapters.rest.face.drfuser;

import io.latchkey.adapters.rest.face.FaceBody;
import io.latchkey.adapters.rest.face.FaceInput;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.ticket.TicketHolder;
import io.latchkey.domain.shared.InvalidValueException;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the fields of a request like the original's serializers, and collects their faults. */
final class Form {
    static final String REQUIRED = "This field is required.";
    static final String NULL = "This field may not be null.";
    static final String BLANK = "This field may not be blank.";

    private static final String NO_TEXT = "Not a valid string.";
    private static final String UNPRINTABLE = "Control characters are not allowed.";
    private static final String NO_BOOLEAN = "Must be a valid boolean.";
    private static final Set<String> YES = Set.of("t", "y", "yes", "true", "on", "1");
    private static final Set<String> NO = Set.of("f", "n", "no", "false", "off", "0");

    private final FaceInput input;
    private final Map<String, List<String>> faults = new LinkedHashMap<>();

    Form(FaceInput input) {
        this.input = input;
    }

    /** Reads a required text. Blanks around it are removed. A number is read as it was written. */
    Optional<String> required(String field) {
        return text(field, true).map(Form::trim).filter(text -> isFilled(field, text));
    }

    /** Reads a text that may be absent or null. Otherwise it is read like {@link #required}. */
    Optional<String> optional(String field) {
        return text(field, false).map(Form::trim).filter(text -> isFilled(field, text));
    }

    /** Reads a required text and keeps the blanks around it. */
    Optional<String> requiredSecret(String field) {
        return text(field, true).filter(text -> isFilled(field, text));
    }

    /** Reads a text that may be absent, and keeps the blanks around it. */
    Optional<String> optionalSecret(String field) {
        return text(field, false).filter(text -> isFilled(field, text));
    }

    private Optional<String> text(String field, boolean isRequired) {
        Optional<String> text = input.textOrNumber(field);
        if (text.isEmpty()) {
            switch (input.kind(field)) {
                case ABSENT -> faultIf(isRequired, field, REQUIRED);
                case NULL -> faultIf(isRequired, field, NULL);
                case UNPRINTABLE -> fault(field, UNPRINTABLE);
                case TEXT, NUMBER, BOOLEAN, OBJECT, ARRAY, FILE -> fault(field, NO_TEXT);
            }
        }
        return text;
    }

    /** Drops blanks around a text, except one before a digit: it may be a plus sign that was not escaped, as number parsers know. */
    private static String trim(String text) {
        String trimmed = text.strip();
        boolean isLostPlus = text.startsWith(" ") && !trimmed.isEmpty() && Character.isDigit(trimmed.charAt(0));
        return isLostPlus ? " " + trimmed : trimmed;
    }

    private boolean isFilled(String field, String text) {
        faultIf(text.isEmpty(), field, BLANK);
        return !text.isEmpty();
    }

    /** Reads a boolean in any of its spellings. An absent one is false. */
    boolean flag(String field) {
        FaceInput.Kind kind = input.kind(field);
        if (kind == FaceInput.Kind.ABSENT || kind == FaceInput.Kind.NULL) {
            return false;
        }
        Optional<Boolean> flag = input.flag(field)
                .or(() -> input.text(field)
                        .map(text -> text.strip().toLowerCase(Locale.ROOT))
                        .flatMap(Form::booleanOf));
        faultIf(flag.isEmpty(), field, NO_BOOLEAN);
        return flag.orElse(false);
    }

    private static Optional<Boolean> booleanOf(String word) {
        return YES.contains(word)
                ? Optional.of(true)
                : Optional.of(word).filter(NO::contains).map(no -> false);
    }

    /**
     * Parses a text.
     *
     * @param words returns the sentence about a refused text
     */
    <T> Optional<T> parse(
            String field,
            Optional<String> text,
            Function<String, T> parser,
            Function<InvalidValueException, String> words) {
        try {
            return text.map(parser);
        } catch (InvalidValueException refused) {
            fault(field, words.apply(refused));
            return Optional.empty();
        }
    }

    /** Reads the tokens of validations, as far as the client sends them back, and where it calls from. */
    TicketHolder holder(ClientOrigin origin) {
        return TicketHolder.of(
                origin,
                Stream.of("email_validation_token", "mobile_validation_token")
                        .flatMap(field -> optional(field).stream())
                        .collect(Collectors.toSet()));
    }

    private void faultIf(boolean isFault, String field, String sentence) {
        if (isFault) {
            fault(field, sentence);
        }
    }

    void fault(String field, String sentence) {
        faults.computeIfAbsent(field, first -> new ArrayList<>()).add(sentence);
    }

    boolean isFaulty() {
        return !faults.isEmpty();
    }

    /** All faults by field. */
    Map<String, List<String>> faults() {
        return faults;
    }

    /** Returns an answer with status 400 and all faults. */
    Response refuse() {
        return Response.status(400)
                .entity(new FaceBody(new LinkedHashMap<>(faults)))
                .build();
    }
}
