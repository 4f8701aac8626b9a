package io.latchkey.application.session.service;

import io.latchkey.application.session.SessionTokens;
import io.latchkey.application.session.port.AccessTokenIssuer;
import io.latchkey.domain.session.Session;
import io.latchkey.domain.session.SessionPolicy;
import io.latchkey.domain.user.User;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Makes the pair of tokens a session stands at. Called after the session is committed. */
final class TokenMinter {
    private final AccessTokenIssuer accessTokens;
    private final RefreshTokens refreshTokens;
    private final SessionPolicy policy;
    private final Clock clock;

    TokenMinter(AccessTokenIssuer accessTokens, RefreshTokens refreshTokens, SessionPolicy policy, Clock clock) {
        this.accessTokens = accessTokens;
        this.refreshTokens = refreshTokens;
        this.policy = policy;
        this.clock = clock;
    }

    /** Tokens of a session; the access token never outlives it. */
    SessionTokens mint(User user, Session session) {
        return mint(user, session, usualLifetime());
    }

    /** Lifetime of access tokens, unless a client's rules give another. */
    Duration usualLifetime() {
        return policy.accessTokenLifetime();
    }

    /**
     * Tokens of a session whose client's access tokens have a lifetime of their own.
     *
     * @param wished life of the access token, unless the session is over before
     */
    SessionTokens mint(User user, Session session, Duration wished) {
        Instant now = clock.instant();
        Duration untilEnd = Duration.between(now, session.expiresAt());
        Duration lifetime = untilEnd.compareTo(wished) < 0 ? untilEnd : wished;
        return new SessionTokens(
                accessTokens.issue(user, session, now, lifetime),
                refreshTokens.derive(session),
                lifetime,
                session.id());
    }
}
