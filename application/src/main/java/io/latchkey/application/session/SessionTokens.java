package io.latchkey.application.session;

import io.latchkey.domain.session.SessionId;
import java.time.Duration;

/**
 * What a signed-in client holds. Never logged.
 *
 * @param accessToken signed JWT
 * @param refreshToken good for one rotation; opaque to clients
 * @param expiresIn life of the access token from now
 */
public record SessionTokens(String accessToken, String refreshToken, Duration expiresIn, SessionId sessionId) {
    @Override
    public String toString() {
        return "SessionTokens[sessionId=" + sessionId + "]";
    }
}
