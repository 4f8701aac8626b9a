package io.latchkey.application.session.service;

import io.latchkey.application.session.LiveToken;
import io.latchkey.application.session.port.AccessTokenVerifier;
import io.latchkey.application.session.port.SessionRepository;
import io.latchkey.application.shared.port.UnitOfWork;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Decides whether an access token counts. Reads session and account together, so that a sign-out takes effect at once. */
public final class AccessTokenCheck {
    private final AccessTokenVerifier tokens;
    private final SessionRepository sessions;
    private final UnitOfWork unitOfWork;
    private final Clock clock;

    public AccessTokenCheck(
            AccessTokenVerifier tokens, SessionRepository sessions, UnitOfWork unitOfWork, Clock clock) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    /** Finds the account and session of a token; empty when the token does not count. */
    Optional<LiveToken> find(String accessToken) {
        return verify(accessToken).flatMap(this::find);
    }

    /** Verifies a token without a look-up; empty when it is not genuine or over. */
    Optional<AccessTokenVerifier.Verified> verify(String accessToken) {
        return tokens.verify(accessToken, clock.instant());
    }

    /** Finds the account and session of a genuine token; empty when its session ended or its account is not active. */
    Optional<LiveToken> find(AccessTokenVerifier.Verified verified) {
        Instant now = clock.instant();
        return unitOfWork
                .read(() -> sessions.find(verified.sessionId()))
                .filter(owned -> owned.session().isLive(now))
                .filter(owned -> owned.user().isActive() && owned.user().id().equals(verified.userId()))
                .map(owned -> new LiveToken(owned.user(), owned.session(), verified.claims()));
    }
}
