package io.latchkey.adapters.rest.face.bioentrust;

import io.latchkey.adapters.rest.auth.BearerToken;
import io.latchkey.adapters.rest.problem.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Reads the bearer token of a request, and refuses a request without a good one. */
final class Bearer {
    private Bearer() {}

    static Optional<String> token(HttpHeaders headers) {
        return BearerToken.parse(headers.getHeaderString(HttpHeaders.AUTHORIZATION));
    }

    /** The same whether nothing was shown, or something wrong, or something that is over. */
    static Response unauthorized() {
        return Problem.of(401, "not-signed-in", "Not signed in")
                .header(HttpHeaders.WWW_AUTHENTICATE, BearerToken.SCHEME)
                .toResponse();
    }
}
