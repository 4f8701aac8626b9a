package io.latchkey.adapters.sms.definition;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with placeholders. {@code {to}} stands for a value. {@code {secondsLeft:5..36000}} stands for a number, and for
 * the nearest bound when the number is out of bounds. {@code {from?this:that}} stands for the first text when
 * {@code from} has a value other than {@code false}, else for the second. Inserted values are never scanned again, so a
 * value cannot add a placeholder.
 */
public final class Template {
    private static final Pattern PLACEHOLDER = Pattern.compile(
            "\\{([A-Za-z][A-Za-z0-9.-]*)(?:(\\?([^{}:]*):([^{}]*))|:([0-9]{1,12})\\.\\.([0-9]{1,12}))?}");
    /** Prefix of placeholders that stand for the operator's values. */
    public static final String SECRET = "secret.";

    private static final Set<String> NUMBERS = Set.of("secondsLeft", "millisLeft");

    /** This placeholder may only stand in a choice. A text that does not know it may hold no choices. */
    private static final String UNICODE = "unicode";

    private record Part(String literal, String name, boolean isChoice, String yes, String no, Optional<Bounds> bounds) {
        private Part(String literal, String name, boolean isChoice, String yes, String no) {
            this(literal, name, isChoice, yes, no, Optional.empty());
        }
    }

    /** The least and the greatest number that a placeholder may stand for. */
    private record Bounds(long least, long greatest) {
        private String clamp(String value) {
            return value.isEmpty() ? value : Long.toString(Math.max(least, Math.min(greatest, Long.parseLong(value))));
        }
    }

    private final List<Part> parts;

    private Template(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /**
     * @param known accepts the names that may stand in the text
     * @throws IllegalArgumentException with a reason that may follow the name of a key
     */
    public static Template parse(String source, Predicate<String> known) {
        return parse(source, known, Template::withoutBraces);
    }

    /**
     * Reads a text in which braces may stand for themselves, as in JSON.
     *
     * @param known accepts the names that may stand in the text
     * @throws IllegalArgumentException with a reason that may follow the name of a key
     */
    public static Template parseAmongBraces(String source, Predicate<String> known) {
        return parse(source, known, Template::literalPart);
    }

    private static Template parse(String source, Predicate<String> known, Function<String, Part> literal) {
        List<Part> parts = new ArrayList<>();
        Matcher found = PLACEHOLDER.matcher(source);
        int end = 0;
        while (found.find()) {
            parts.add(literal.apply(source.substring(end, found.start())));
            String name = found.group(1);
            boolean isChoice = found.group(2) != null;
            boolean isMisused = name.equals(UNICODE) ? !isChoice : isChoice && !known.test(UNICODE);
            if (!known.test(name) || isMisused) {
                throw new IllegalArgumentException(
                        "has the placeholder " + found.group() + ", which is not known here");
            }
            parts.add(
                    isChoice
                            ? new Part("", name, true, found.group(3), found.group(4))
                            : new Part("", name, false, "", "", bounds(found)));
            end = found.end();
        }
        parts.add(literal.apply(source.substring(end)));
        return new Template(parts.stream()
                .filter(part -> !part.name().isEmpty() || !part.literal().isEmpty())
                .toList());
    }

    /** Whether this placeholder stands for a number and may have bounds. */
    public static boolean isNumber(String placeholder) {
        return NUMBERS.contains(placeholder);
    }

    private static Optional<Bounds> bounds(Matcher found) {
        if (found.group(5) == null) {
            return Optional.empty();
        }
        Bounds bounds = new Bounds(Long.parseLong(found.group(5)), Long.parseLong(found.group(6)));
        if (!isNumber(found.group(1))) {
            throw new IllegalArgumentException("has bounds at " + found.group() + ", which is no number");
        }
        if (bounds.least() > bounds.greatest()) {
            throw new IllegalArgumentException(
                    "has bounds at " + found.group() + ", of which the first is the greater");
        }
        return Optional.of(bounds);
    }

    /** A text without placeholders; braces stand for themselves. */
    public static Template literal(String text) {
        return new Template(text.isEmpty() ? List.of() : List.of(literalPart(text)));
    }

    /** A template that begins with a fixed text. */
    public static Template prefixed(String text, Template rest) {
        List<Part> parts = new ArrayList<>(List.of(literalPart(text)));
        parts.addAll(rest.parts);
        return new Template(parts);
    }

    private static Part withoutBraces(String text) {
        if (text.indexOf('{') >= 0 || text.indexOf('}') >= 0) {
            throw new IllegalArgumentException("has a brace that is no placeholder");
        }
        return literalPart(text);
    }

    private static Part literalPart(String text) {
        return new Part(text, "", false, "", "");
    }

    public String fill(Function<String, String> values, UnaryOperator<String> escape) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            text.append(part.name().isEmpty() ? part.literal() : escape.apply(value(part, values)));
        }
        return text.toString();
    }

    public String fill(Function<String, String> values) {
        return fill(values, UnaryOperator.identity());
    }

    /** Fills the template with values that are bytes. */
    public byte[] fillBytes(Function<String, byte[]> values) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Part part : parts) {
            bytes.writeBytes(
                    part.name().isEmpty()
                            ? part.literal().getBytes(StandardCharsets.UTF_8)
                            : values.apply(part.name()));
        }
        return bytes.toByteArray();
    }

    private static String value(Part part, Function<String, String> values) {
        String value = values.apply(part.name());
        if (!part.isChoice()) {
            return part.bounds().map(bounds -> bounds.clamp(value)).orElse(value);
        }
        return value.isEmpty() || value.equals("false") ? part.no() : part.yes();
    }

    /** Whether the template is a single placeholder. Such a field is left out when its value is empty. */
    public boolean isOnePlaceholder() {
        return parts.size() == 1 && !parts.get(0).name().isEmpty();
    }

    /** Two placeholders with nothing between them. */
    public record Pair(String first, String second) {}

    /** All placeholders that follow each other with nothing between. */
    public List<Pair> adjoining() {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 1; i < parts.size(); i++) {
            if (!parts.get(i - 1).name().isEmpty() && !parts.get(i).name().isEmpty()) {
                pairs.add(new Pair(parts.get(i - 1).name(), parts.get(i).name()));
            }
        }
        return pairs;
    }

    public boolean names(String placeholder) {
        return parts.stream().anyMatch(part -> part.name().equals(placeholder));
    }

    /** Names of the secrets in the template, without the prefix {@code secret.}. */
    public Set<String> secrets() {
        Set<String> names = new TreeSet<>();
        for (Part part : parts) {
            if (part.name().startsWith(SECRET)) {
                names.add(part.name().substring(SECRET.length()));
            }
        }
        return names;
    }
}
