package io.latchkey.application.session;

import java.util.Optional;

/** Use case: tell another service whether an access token still counts (RFC 7662). */
public interface IntrospectTokenUseCase {
    /**
     * The token, if it counts. Empty for every other text. A refresh token is among them, because it is good for no
     * call of another service.
     */
    Optional<LiveToken> introspect(String token);
}
