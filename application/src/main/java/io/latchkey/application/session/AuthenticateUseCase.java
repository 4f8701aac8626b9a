package io.latchkey.application.session;

import io.latchkey.application.shared.Caller;
import io.latchkey.domain.session.SessionId;
import io.latchkey.domain.user.UserId;
import java.util.Optional;

/** Use case: find out who makes a guarded call, and whether they still may. */
public interface AuthenticateUseCase {
    /** The account behind an access token whose signature was checked; empty once the session is over. */
    Optional<Caller> authenticate(UserId user, SessionId session);

    /** The account behind an API credential; empty when it is unknown, wrong, expired or revoked. */
    Optional<Caller> authenticate(String key, String secret);
}
