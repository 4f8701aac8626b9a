package io.latchkey.application.session;

import io.latchkey.domain.session.SessionId;
import java.time.Duration;

/**
 * The tokens of a signed-in client. Never logged.
 *
 * @param accessToken signed JWT
 * @param refreshToken opaque to clients; valid for one rotation
 * @param expiresIn lifetime of the access token from now
 */
public record SessionTokens(String accessToken, String refreshToken, Duration expiresIn, SessionId sessionId) {
    @Override
    public String toString() {
        return "SessionTokens[sessionId=" + sessionId + "]";
    }
}
