package io.latchkey.adapters.rest.delivery;

import io.latchkey.adapters.rest.auth.ApiKeys;
import io.latchkey.adapters.rest.auth.BearerToken;
import io.latchkey.adapters.rest.problem.Problem;
import io.latchkey.adapters.rest.problem.Refusals;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Guards data that only the operator may see.
 *
 * @param tokens tokens of the operator; a request shows one of them as its bearer token (RFC 6750)
 * @param needsTokens whether every caller is refused when there are no tokens; otherwise every caller is let in
 */
public record OperatorAccess(ApiKeys tokens, boolean needsTokens) {
    /**
     * Returns the reason for which a caller is refused, or empty when the caller is let in. When every caller is
     * refused, the answer is "not found".
     */
    Optional<Problem> refuse(@Nullable String authorization) {
        if (tokens.isOpen()) {
            return needsTokens ? Optional.of(Refusals.notFound()) : Optional.empty();
        }
        boolean isLetIn =
                BearerToken.secret(authorization).filter(tokens::matches).isPresent();
        return isLetIn ? Optional.empty() : Optional.of(refusal());
    }

    private static Problem refusal() {
        return Problem.of(401, "operator-token-required", "A token of the operator is needed")
                .header(HttpHeaders.WWW_AUTHENTICATE, BearerToken.SCHEME);
    }
}
