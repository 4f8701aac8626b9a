package io.latchkey.adapters.rest.face.bioentrust;

import io.latchkey.adapters.rest.problem.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads tokens that are no access tokens out of the header field those travel in (RFC 6750 §2.1). */
final class Bearer {
    private static final Pattern BEARER = Pattern.compile("Bearer +([A-Za-z0-9._~+/=-]+) *", Pattern.CASE_INSENSITIVE);

    private Bearer() {}

    static Optional<String> token(HttpHeaders headers) {
        return Optional.ofNullable(headers.getHeaderString(HttpHeaders.AUTHORIZATION))
                .map(BEARER::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1));
    }

    /** The same whether nothing was shown, or something wrong, or something that is over. */
    static Response unauthorized() {
        return Problem.of(401, "not-signed-in", "Not signed in")
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .toResponse();
    }
}
