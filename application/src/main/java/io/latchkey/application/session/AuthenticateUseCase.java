package io.latchkey.application.session;

import io.latchkey.application.shared.ClientOrigin;
import java.util.Optional;

/** Use case: find the account behind a guarded call and check that it may still make it. */
public interface AuthenticateUseCase {
    /** The account behind an access token. Empty when the token is not ours or too old, or when its session is over. */
    Optional<Caller> authenticate(String accessToken, ClientOrigin origin);

    /** The account behind an API credential; empty when it is unknown, wrong, expired or revoked. */
    Optional<Caller> authenticate(String key, String secret, ClientOrigin origin);
}
