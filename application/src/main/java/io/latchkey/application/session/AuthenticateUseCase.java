package io.latchkey.application.session;

import java.util.Optional;

/** Use case: find out who makes a guarded call, and whether they still may. */
public interface AuthenticateUseCase {
    /** The account behind an access token; empty when the token is none of ours or too old, or its session is over. */
    Optional<Caller> authenticate(String accessToken);

    /** The account behind an API credential; empty when it is unknown, wrong, expired or revoked. */
    Optional<Caller> authenticate(String key, String secret);
}
