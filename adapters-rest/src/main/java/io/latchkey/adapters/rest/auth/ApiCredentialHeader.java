package io.latchkey.adapters.rest.auth;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An API credential as the header field {@code Authorization: token <key>:<secret>} carries it. {@code toString} shows
 * neither part.
 */
record ApiCredentialHeader(String key, String secret) {
    private static final Pattern SHAPE =
            Pattern.compile("token +([!-9;-~]{1,100}):([!-~]{1,200}) *", Pattern.CASE_INSENSITIVE);

    /** Reads the header field. The result is empty when the field is absent, malformed or of another scheme. */
    static Optional<ApiCredentialHeader> parse(@Nullable String authorization) {
        if (authorization == null) {
            return Optional.empty();
        }
        Matcher matcher = SHAPE.matcher(authorization);
        return matcher.matches()
                ? Optional.of(new ApiCredentialHeader(matcher.group(1), matcher.group(2)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "ApiCredentialHeader[redacted]";
    }
}
