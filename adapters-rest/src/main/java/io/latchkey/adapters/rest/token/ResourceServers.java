package io.latchkey.adapters.rest.token;

import io.latchkey.adapters.rest.auth.ApiKeys;
import io.latchkey.adapters.rest.auth.BearerToken;
import io.latchkey.adapters.rest.json.Utf8;
import io.latchkey.adapters.rest.problem.Problem;
import io.latchkey.adapters.rest.problem.Refusals;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The services that may ask whether a token counts.
 *
 * @param keys their keys; without any, nobody may ask. A request shows one as its bearer token (RFC 6750), or as the
 *     password of HTTP Basic (RFC 6749 §2.3.1) with any name
 */
public record ResourceServers(ApiKeys keys) {
    private static final Pattern BASIC = Pattern.compile("Basic +([A-Za-z0-9+/]+={0,2}) *", Pattern.CASE_INSENSITIVE);

    /** Returns the reason for which the caller may not ask; empty when the caller may. */
    Optional<Problem> refuse(@Nullable String authorization) {
        if (keys.isOpen()) {
            return Optional.of(Refusals.notFound());
        }
        return isKnown(authorization) ? Optional.empty() : Optional.of(refusal());
    }

    /** Returns the reason for which a caller is refused that shows something else than a key; empty without a key. */
    Optional<Problem> refuseWrongKey(@Nullable String authorization) {
        return authorization == null || isKnown(authorization) ? Optional.empty() : Optional.of(refusal());
    }

    private boolean isKnown(@Nullable String authorization) {
        return !keys.isOpen()
                && Stream.concat(BearerToken.secret(authorization).stream(), password(authorization))
                        .anyMatch(keys::matches);
    }

    /** Clients send the password as it is or form-encoded. */
    private static Stream<String> password(@Nullable String authorization) {
        if (authorization == null) {
            return Stream.empty();
        }
        Matcher matcher = BASIC.matcher(authorization);
        if (!matcher.matches()) {
            return Stream.empty();
        }
        try {
            String pair = Utf8.decode(Base64.getDecoder().decode(matcher.group(1)));
            int colon = pair.indexOf(':');
            return colon < 0 ? Stream.empty() : bothReadings(pair.substring(colon + 1));
        } catch (IllegalArgumentException | CharacterCodingException malformed) {
            return Stream.empty();
        }
    }

    private static Stream<String> bothReadings(String password) {
        try {
            return Stream.of(password, Utf8.unescape(password, true));
        } catch (CharacterCodingException notEscaped) {
            return Stream.of(password);
        }
    }

    private static Problem refusal() {
        return TokenProblems.of(401, "invalid_client", "The key is not accepted")
                .detail("Show one of latchkey.token.introspection-keys, as bearer token or password of HTTP Basic.")
                .header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"tokens\", Bearer");
    }
}
