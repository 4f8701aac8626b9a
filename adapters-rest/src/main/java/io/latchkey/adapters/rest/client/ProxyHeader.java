package io.latchkey.adapters.rest.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Header field in which the operator's proxies name their client. Only one field is read, because a client could forge
 * the other.
 */
public enum ProxyHeader {
    /** The list that most proxies write. */
    X_FORWARDED_FOR("X-Forwarded-For") {
        @Override
        List<String> hopsOf(String line) {
            return List.of(line.split(",", -1));
        }
    },
    /** The field of RFC 7239. */
    FORWARDED("Forwarded") {
        @Override
        List<String> hopsOf(String line) {
            if (line.chars().filter(symbol -> symbol == '"').count() % 2 != 0) {
                // A quote that a client left open would hide the hops that a proxy appended.
                return List.of("");
            }
            List<String> hops = new ArrayList<>();
            for (String element : split(line)) {
                Matcher matcher = FOR.matcher(element);
                hops.add(matcher.find() ? unquote(matcher.group(1)) : "");
            }
            return hops;
        }
    };

    private static final Pattern FOR =
            Pattern.compile("(?:^|;)\\s*for\\s*=\\s*(\"(?:[^\"\\\\]|\\\\.)*\"|[^;\\s\"]*)", Pattern.CASE_INSENSITIVE);

    private final String fieldName;

    ProxyHeader(String fieldName) {
        this.fieldName = fieldName;
    }

    public String fieldName() {
        return fieldName;
    }

    /**
     * Reads the name of a header field.
     *
     * @throws IllegalArgumentException when the name is neither x-forwarded-for nor forwarded
     */
    public static ProxyHeader parse(String raw) {
        return valueOf(raw.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** Returns the hops that one field line names. The nearest hop is last. */
    abstract List<String> hopsOf(String line);

    /** Splits a line at the commas that stand outside quotes. */
    private static List<String> split(String line) {
        List<String> elements = new ArrayList<>();
        StringBuilder element = new StringBuilder();
        boolean isQuoted = false;
        for (int i = 0; i < line.length(); i++) {
            char symbol = line.charAt(i);
            if (symbol == '"') {
                isQuoted = !isQuoted;
            }
            if (symbol == ',' && !isQuoted) {
                elements.add(element.toString());
                element.setLength(0);
            } else {
                element.append(symbol);
            }
        }
        elements.add(element.toString());
        return elements;
    }

    private static String unquote(String text) {
        return text.startsWith("\"") ? text.substring(1, text.length() - 1).replaceAll("\\\\(.)", "$1") : text;
    }
}
