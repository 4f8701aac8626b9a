package io.latchkey.application.session.service;

import io.latchkey.application.session.port.SessionRepository;
import io.latchkey.application.session.port.SessionRepository.Owned;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.user.service.OwnerNotices;
import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.session.Session;
import io.latchkey.domain.session.SessionPolicy;
import io.latchkey.domain.user.User;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Judges refresh tokens in the caller's unit of work. A token that was replaced long ago ends its session, whoever shows
 * it and whatever for.
 */
final class RefreshTokenCheck {
    private final SessionRepository sessions;
    private final RefreshTokens tokens;
    private final SessionPolicy policy;
    private final OwnerNotices notices;
    private final AuditTrail audit;
    private final Clock clock;

    RefreshTokenCheck(
            SessionRepository sessions,
            RefreshTokens tokens,
            SessionPolicy policy,
            OwnerNotices notices,
            AuditTrail audit,
            Clock clock) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.policy = policy;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A live session whose refresh token was shown.
     *
     * @param next the session after a rotation; empty when the token was replaced a moment ago
     */
    record Found(User user, Session session, Optional<Session> next) {
        /** Whether clients of this app may use the token. */
        boolean isFor(String app) {
            return session.app().equals(app);
        }

        /** Whether the token was not replaced yet. */
        boolean isCurrent() {
            return next.isPresent();
        }
    }

    /** Reads a token without a look-up; empty when the token is not ours. */
    Optional<RefreshTokens.Presented> open(String token) {
        return tokens.open(token);
    }

    /** Finds the session of a token; empty when the session is over or its account is not active. */
    Optional<Found> find(RefreshTokens.Presented presented, ClientOrigin origin) {
        Instant now = clock.instant();
        return sessions.find(presented.sessionId())
                .filter(owned -> owned.user().isActive())
                .flatMap(owned -> judge(owned, presented.generation(), now, origin));
    }

    private Optional<Found> judge(Owned owned, int generation, Instant now, ClientOrigin origin) {
        return owned.session()
                .rotate(generation, policy, now)
                .fold(
                        rotated -> Optional.of(new Found(owned.user(), owned.session(), Optional.of(rotated.next()))),
                        repeated -> Optional.of(new Found(owned.user(), repeated.current(), Optional.empty())),
                        reused -> {
                            end(owned, now, origin);
                            return Optional.empty();
                        },
                        ended -> Optional.empty());
    }

    private void end(Owned owned, Instant now, ClientOrigin origin) {
        Session session = owned.session();
        if (sessions.end(session.userId(), session.id(), now)) {
            notices.tell(MessageKind.TOKEN_REUSED, owned.user());
            audit.record(
                    AuditTrail.Event.REFRESH_TOKEN_REUSED,
                    origin,
                    Map.of(
                            "session",
                            session.id().toString(),
                            "user",
                            session.userId().toString()));
        }
    }
}
