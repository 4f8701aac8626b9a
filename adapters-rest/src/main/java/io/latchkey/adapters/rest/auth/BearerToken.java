package io.latchkey.adapters.rest.auth;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a caller shows in {@code Authorization: Bearer …} (RFC 6750 §2.1). The scheme's name may be written in any case (RFC 9110
 * §11.1).
 */
public final class BearerToken {
    /** The name of the scheme, which is also the whole challenge in {@code WWW-Authenticate}. */
    public static final String SCHEME = "Bearer";

    private static final Pattern TOKEN =
            Pattern.compile(SCHEME + " +([A-Za-z0-9._~+/=-]+) *", Pattern.CASE_INSENSITIVE);
    private static final Pattern ONE_WORD = Pattern.compile(SCHEME + "(?: +\\S*)? *", Pattern.CASE_INSENSITIVE);
    private static final String SECRET = SCHEME + " ";

    private BearerToken() {}

    /**
     * A token that the product issued.
     *
     * @param authorization the header field; null where there is none
     * @return empty where the field is absent, of another scheme, or holds anything but the characters of RFC 6750
     */
    public static Optional<String> parse(@Nullable String authorization) {
        return Optional.ofNullable(authorization)
                .map(TOKEN::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1));
    }

    /** Whether the field is of this scheme and holds at most one word, whatever the word's characters. */
    public static boolean isShown(@Nullable String authorization) {
        return authorization != null && ONE_WORD.matcher(authorization).matches();
    }

    /**
     * A secret that somebody chose: it may hold blanks and any other character. Blanks around it do not count.
     *
     * @return empty where the field is absent or of another scheme
     */
    public static Optional<String> secret(@Nullable String authorization) {
        return Optional.ofNullable(authorization)
                .filter(field -> field.regionMatches(true, 0, SECRET, 0, SECRET.length()))
                .map(field -> field.substring(SECRET.length()).strip());
    }

    /** Like {@link #secret}, but only where the scheme's name is written as here. */
    public static Optional<String> secretInExactScheme(@Nullable String authorization) {
        return secret(authorization).filter(secret -> authorization != null && authorization.startsWith(SECRET));
    }
}
