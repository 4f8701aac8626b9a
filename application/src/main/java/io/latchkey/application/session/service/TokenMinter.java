package io.latchkey.application.session.service;

import io.latchkey.application.session.SessionTokens;
import io.latchkey.application.session.port.AccessTokenIssuer;
import io.latchkey.domain.session.Session;
import io.latchkey.domain.session.SessionPolicy;
import io.latchkey.domain.user.User;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;

/** Makes the tokens for a session's present generation. Called after the session is committed. */
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

    /** Makes the tokens of a session. The access token never outlives the session. */
    SessionTokens mint(User user, Session session) {
        return mint(user, session, usualLifetime());
    }

    /** Lifetime of access tokens, unless a client's rules set another. */
    Duration usualLifetime() {
        return policy.accessTokenLifetime();
    }

    /**
     * Makes the tokens of a session with a client's own lifetime.
     *
     * @param wished lifetime of the access token, which ends earlier if the session does or would idle out without it
     */
    SessionTokens mint(User user, Session session, Duration wished) {
        Instant now = clock.instant();
        Duration lifetime = Stream.of(
                        wished,
                        Duration.between(now, session.expiresAt()),
                        policy.span(session.hasTwoFactors()).idleTimeout())
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return new SessionTokens(
                accessTokens.issue(user, session, now, lifetime),
                refreshTokens.derive(session),
                lifetime,
                session.id());
    }
}
