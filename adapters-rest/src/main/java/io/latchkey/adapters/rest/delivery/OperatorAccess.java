package io.latchkey.adapters.rest.delivery;

import io.latchkey.adapters.rest.auth.ApiKeys;
import io.latchkey.adapters.rest.auth.BearerToken;
import io.latchkey.adapters.rest.problem.Problem;
import io.latchkey.adapters.rest.problem.Refusals;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who sees what is the operator's alone.
 *
 * @param tokens one of them is shown as the bearer token (RFC 6750)
 * @param needsTokens whether nobody is let in while there are no tokens; else everybody is
 */
public record OperatorAccess(ApiKeys tokens, boolean needsTokens) {
    /** Why a caller is not let in; empty when it is. Where nobody is let in, there is nothing to see. */
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
