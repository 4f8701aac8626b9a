package io.latchkey.adapters.rest.face.bioentrust;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.latchkey.adapters.rest.api.ResponseBody;
import io.latchkey.application.session.SessionTokens;
import org.jspecify.annotations.Nullable;

/** The tokens of a session, and a message where the original has one. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TokensResponse(@Nullable String message, Token token) implements ResponseBody {
    /** @param refresh absent when the client keeps its refresh token */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Token(String access, @Nullable String refresh) implements ResponseBody {
        @Override
        public String toString() {
            return "Token[redacted]";
        }
    }

    static TokensResponse loggedIn(SessionTokens tokens) {
        return new TokensResponse("Logged In", new Token(tokens.accessToken(), tokens.refreshToken()));
    }

    static TokensResponse renewed(SessionTokens tokens) {
        return new TokensResponse(null, new Token(tokens.accessToken(), null));
    }
}
