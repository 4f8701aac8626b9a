package io.latchkey.adapters.sms.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Body of a request to a provider, with placeholders: {@code {to}} (E.164), {@code {toDigits}} (the same without the plus sign),
 * {@code {text}}, {@code {from}} and {@code {id}}. What is put in is escaped for the kind of body.
 *
 * @param source for a form {@code to={to}&text={text}}, for JSON a document with placeholders within its strings
 */
public record BodyTemplate(Kind kind, String source) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z]+)}");
    private static final Set<String> KNOWN = Set.of("to", "toDigits", "text", "from", "id");
    private static final String HARD = "\"\\\n{} &=";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** The media type a body is sent as. */
    public enum Kind {
        FORM("application/x-www-form-urlencoded"),
        JSON("application/json");

        private final String mediaType;

        Kind(String mediaType) {
            this.mediaType = mediaType;
        }

        String mediaType() {
            return mediaType;
        }
    }

    /** @throws IllegalArgumentException naming the setting that is refused */
    public BodyTemplate {
        PLACEHOLDER.matcher(source).results().map(found -> found.group(1)).forEach(name -> {
            if (!KNOWN.contains(name)) {
                throw new IllegalArgumentException(
                        "body must hold the placeholders {to}, {toDigits}, {text}, {from} and {id} only, not {" + name
                                + "}");
            }
        });
        if (!source.contains("{text}") || !source.contains("{to}") && !source.contains("{toDigits}")) {
            throw new IllegalArgumentException("body must hold {text}, and {to} or {toDigits}");
        }
        if (kind == Kind.JSON && !isJson(fill(kind, source, sample()))) {
            throw new IllegalArgumentException("body must be a JSON document with its placeholders within strings");
        }
    }

    /** @param values one for each placeholder */
    String fill(Map<String, String> values) {
        return fill(kind, source, values);
    }

    private static String fill(Kind kind, String source, Map<String, String> values) {
        return PLACEHOLDER
                .matcher(source)
                .replaceAll(found -> Matcher.quoteReplacement(escape(kind, value(found, values))));
    }

    private static String value(MatchResult found, Map<String, String> values) {
        String value = values.get(found.group(1));
        if (value == null) {
            throw new IllegalArgumentException("no value for {" + found.group(1) + "}");
        }
        return value;
    }

    private static String escape(Kind kind, String value) {
        return switch (kind) {
            case FORM -> URLEncoder.encode(value, StandardCharsets.UTF_8);
            case JSON -> String.valueOf(JsonStringEncoder.getInstance().quoteAsString(value));
        };
    }

    private static Map<String, String> sample() {
        return Map.of("to", HARD, "toDigits", "491511234567", "text", HARD, "from", HARD, "id", HARD);
    }

    private static boolean isJson(String text) {
        try {
            return !JSON.readTree(text).isMissingNode();
        } catch (JsonProcessingException malformed) {
            return false;
        }
    }
}
