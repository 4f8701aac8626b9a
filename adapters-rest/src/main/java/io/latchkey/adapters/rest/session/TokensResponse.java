package io.latchkey.adapters.rest.session;

import io.latchkey.adapters.rest.api.ResponseBody;
import io.latchkey.adapters.rest.auth.BearerToken;
import io.latchkey.application.session.SessionTokens;
import org.jspecify.annotations.Nullable;

/** The tokens of a session. */
record TokensResponse(
        String accessToken,
        String refreshToken,
        String tokenType,
        long expiresIn,
        String sessionId,
        @Nullable String deviceToken)
        implements ResponseBody {
    static TokensResponse from(SessionTokens tokens) {
        return new TokensResponse(
                tokens.accessToken(),
                tokens.refreshToken(),
                BearerToken.SCHEME,
                tokens.expiresIn().toSeconds(),
                tokens.sessionId().toString(),
                tokens.deviceToken().orElse(null));
    }

    @Override
    public String toString() {
        return "TokensResponse[sessionId=" + sessionId + "]";
    }
}
