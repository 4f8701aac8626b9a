package io.latchkey.adapters.rest.auth;

import io.latchkey.domain.shared.Ascii;
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
    /** What a token may hold beside letters and digits (RFC 6750 §2.1). Every request with a token is read, so it is no regular expression. */
    private static final String SIGNS = "._~+/=-";

    private BearerToken() {}

    /**
     * Reads a token that this service issued.
     *
     * @param authorization the header field; null when there is none
     * @return empty when the field is absent, of another scheme, or holds other characters than RFC 6750 allows
     */
    public static Optional<String> parse(@Nullable String authorization) {
        return secret(authorization).filter(token -> Ascii.isOf(token, SIGNS));
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
