package io.latchkey.application.session.port;

import io.latchkey.domain.session.Session;
import io.latchkey.domain.user.User;
import java.time.Duration;
import java.time.Instant;

/** Signs access tokens with the claims of RFC 9068. Called outside any unit of work. */
public interface AccessTokenIssuer {
    /** @param lifetime from now until {@code exp} */
    String issue(User user, Session session, Instant now, Duration lifetime);
}
