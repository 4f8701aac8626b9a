package io.latchkey.adapters.rest.session;

import io.latchkey.adapters.rest.api.ResponseBody;
import io.latchkey.adapters.rest.auth.BearerToken;
import io.latchkey.application.session.SessionTokens;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The tokens of a session. */
@Schema(name = "Tokens")
record TokensResponse(
        @Schema(example = "eyJhbGciOiJFUzI1NiJ9.e30.c2ln") String accessToken,
        @Schema(description = "Good for one refresh.") String refreshToken,
        @Schema(example = "Bearer") String tokenType,

        @Schema(example = "900", description = "Life of the access token, in seconds.")
        long expiresIn,

        String sessionId,

        @Schema(
                nullable = true,
                description =
                        "Makes this device known, so that strangers' wrong guesses do not shut it out. It opens nothing. Send"
                                + " it as Latchkey-Device with each call without a session; a browser has it as a cookie. Null after a"
                                + " refresh.")
        @Nullable
        String deviceToken)
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
