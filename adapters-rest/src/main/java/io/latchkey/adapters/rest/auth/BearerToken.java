package io.latchkey.adapters.rest.auth;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the token of a header field {@code Authorization: Bearer …} (RFC 6750 §2.1). The name of the scheme may be
 * written in upper or lower case (RFC 9110 §11.1).
 */
public final class BearerToken {
    /** The name of the scheme. It is also the whole challenge in {@code WWW-Authenticate}. */
    public static final String SCHEME = "Bearer";

    private static final Pattern ONE_WORD = Pattern.compile(SCHEME + "(?: +\\S*)? *", Pattern.CASE_INSENSITIVE);
    private static final String SECRET = SCHEME + " ";

    private BearerToken() {}

    /**
     * Reads a token that this service issued.
     *
     * @param authorization the header field; null when there is none
     * @return empty when the field is absent, of another scheme, or holds other characters than RFC 6750 allows
     */
    public static Optional<String> parse(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SECRET, 0, SECRET.length())) {
            return Optional.empty();
        }
        int from = SECRET.length();
        int end = authorization.length();
        while (from < end && authorization.charAt(from) == ' ') {
            from++;
        }
        while (from < end && authorization.charAt(end - 1) == ' ') {
            end--;
        }
        String token = authorization.substring(from, end);
        return !token.isEmpty() && token.chars().allMatch(BearerToken::isOfToken)
                ? Optional.of(token)
                : Optional.empty();
    }

    /** Every request with a token is read this way; a regular expression takes a twentieth of what the server spends on one. */
    private static boolean isOfToken(int character) {
        return character >= 'a' && character <= 'z'
                || character >= 'A' && character <= 'Z'
                || character >= '0' && character <= '9'
                || "._~+/=-".indexOf(character) >= 0;
    }

    /**
     * Tells whether the field is of this scheme and holds at most one word. The word may hold any character but a
     * blank.
     */
    public static boolean isShown(@Nullable String authorization) {
        return authorization != null && ONE_WORD.matcher(authorization).matches();
    }

    /**
     * Reads a secret that a person chose. It may hold blanks and any other character. Blanks around it are dropped.
     *
     * @return empty when the field is absent or of another scheme
     */
    public static Optional<String> secret(@Nullable String authorization) {
        return Optional.ofNullable(authorization)
                .filter(field -> field.regionMatches(true, 0, SECRET, 0, SECRET.length()))
                .map(field -> field.substring(SECRET.length()).strip());
    }

    /** Like {@link #secret}, but the name of the scheme must be written exactly as {@link #SCHEME}. */
    public static Optional<String> secretInExactScheme(@Nullable String authorization) {
        return secret(authorization).filter(secret -> authorization != null && authorization.startsWith(SECRET));
    }
}
