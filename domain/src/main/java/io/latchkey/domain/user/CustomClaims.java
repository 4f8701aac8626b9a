package io.latchkey.domain.user;

import io.latchkey.domain.shared.InvalidValueException;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What an operator wants an account's access tokens to tell beside the usual claims. Small, because a token travels with each request.
 *
 * @param values texts by name; at most 20, each name 1 to 40 letters, digits, dots, hyphens and underlines that begin with a letter,
 *     each value at most 200 characters without control characters, all together at most 1000 characters
 */
public record CustomClaims(SortedMap<String, String> values) {
    /** No claims. */
    public static final CustomClaims NONE = new CustomClaims(Map.of());

    private static final int MOST = 20;
    private static final int LONGEST_VALUE = 200;
    private static final int LONGEST_TOGETHER = 1000;
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,39}");
    private static final char BETWEEN = '\t';

    /** @throws InvalidValueException when they are too many, too long or hold what they must not */
    public CustomClaims(Map<String, String> values) {
        this(Collections.unmodifiableSortedMap(new TreeMap<>(values)));
    }

    /** @throws InvalidValueException when they are too many, too long or hold what they must not */
    public CustomClaims {
        if (values.size() > MOST) {
            throw refused("must be at most 20");
        }
        values.forEach((name, value) -> {
            if (!NAME.matcher(name).matches()) {
                throw refused("must have names of 1 to 40 letters, digits, dots, hyphens and underlines");
            }
            if (value.length() > LONGEST_VALUE || value.chars().anyMatch(Character::isISOControl)) {
                throw refused("must have values of at most 200 characters without control characters");
            }
        });
        if (stored(values).length() > LONGEST_TOGETHER) {
            throw refused("must be at most 1000 characters long together");
        }
    }

    private static InvalidValueException refused(String reason) {
        return new InvalidValueException("claims", reason);
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** The claims as one text, a line each. */
    public String stored() {
        return stored(values);
    }

    private static String stored(SortedMap<String, String> values) {
        return values.entrySet().stream()
                .map(claim -> claim.getKey() + BETWEEN + claim.getValue())
                .collect(Collectors.joining("\n"));
    }

    /** Reads {@link #stored}. */
    public static CustomClaims ofStored(String stored) {
        if (stored.isEmpty()) {
            return NONE;
        }
        return new CustomClaims(stored.lines()
                .map(line -> line.split("\t", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1])));
    }
}
