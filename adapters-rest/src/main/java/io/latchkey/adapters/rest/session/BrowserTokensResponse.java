package io.latchkey.adapters.rest.session;

import io.latchkey.adapters.rest.api.ResponseBody;
import io.latchkey.adapters.rest.auth.BearerToken;
import io.latchkey.application.session.SessionTokens;

/** What a page gets of the tokens of its session. The others are cookies. */
record BrowserTokensResponse(String accessToken, String tokenType, long expiresIn, String sessionId)
        implements ResponseBody {
    static BrowserTokensResponse from(SessionTokens tokens) {
        return new BrowserTokensResponse(
                tokens.accessToken(),
                BearerToken.SCHEME,
                tokens.expiresIn().toSeconds(),
                tokens.sessionId().toString());
    }

    @Override
    public String toString() {
        return "BrowserTokensResponse[sessionId=" + sessionId + "]";
    }
}
