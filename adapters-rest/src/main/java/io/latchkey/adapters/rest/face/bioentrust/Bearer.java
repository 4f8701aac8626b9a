package io.latchkey.adapters.rest.face.bioentrust;

import io.latchkey.adapters.rest.auth.BearerToken;
import io.latchkey.adapters.rest.problem.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Reads the bearer token of a request, and refuses a request without a valid one. */
final class Bearer {
    private Bearer() {}

    static Optional<String> token(HttpHeaders headers) {
        return BearerToken.parse(headers.getHeaderString(HttpHeaders.AUTHORIZATION));
    }

    /** Returns a problem with status 401. It is the same for a missing, a wrong and an expired token. */
    static Response unauthorized() {
        return Problem.of(401, "not-signed-in", "Not signed in")
                .header(HttpHeaders.WWW_AUTHENTICATE, BearerToken.SCHEME)
                .toResponse();
    }
}
