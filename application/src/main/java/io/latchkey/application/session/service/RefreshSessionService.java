package io.latchkey.application.session.service;

import io.latchkey.application.session.RefreshSessionUseCase;
import io.latchkey.application.session.port.SessionRepository;
import io.latchkey.application.session.port.SessionRepository.Owned;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.service.Core;
import io.latchkey.application.user.service.OwnerNotices;
import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.session.Session;
import io.latchkey.domain.session.SessionPolicy;
import io.latchkey.domain.user.User;
import java.util.Map;
import java.util.Optional;

/**
 * Rotates by compare-and-set on the generation. One of several simultaneous calls moves the session, and all get the
 * same tokens.
 */
public final class RefreshSessionService implements RefreshSessionUseCase {
    /** More than one retry means that others keep rotating the session in between. */
    private static final int MOST_TRIES = 5;

    private final SessionRepository sessions;
    private final RefreshTokens tokens;
    private final TokenMinter minter;
    private final SessionPolicy policy;
    private final OwnerNotices notices;
    private final Core core;

    RefreshSessionService(
            SessionRepository sessions,
            RefreshTokens tokens,
            TokenMinter minter,
            SessionPolicy policy,
            OwnerNotices notices,
            Core core) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.minter = minter;
        this.policy = policy;
        this.notices = notices;
        this.core = core;
    }

    /** Another call moved the session first. The next try reads the new state. */
    private static final class OvertakenException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OvertakenException() {
            super("the session was moved meanwhile", null, false, false);
        }
    }

    @Override
    public Refresh refresh(RefreshSessionCommand command) {
        Optional<RefreshTokens.Presented> presented = tokens.open(command.refreshToken());
        if (presented.isEmpty()) {
            core.audit().record(AuditTrail.Event.REFRESH_REFUSED, command.origin(), Map.of("reason", "not genuine"));
        }
        return presented
                .flatMap(genuine -> granted(genuine, command))
                .<Refresh>map(owned -> new Refresh.Refreshed(minter.mint(owned.user(), owned.session())))
                .orElseGet(Refresh.Refused::new);
    }

    private Optional<Owned> granted(RefreshTokens.Presented presented, RefreshSessionCommand command) {
        Optional<Owned> granted = tryToGrant(presented, command);
        if (granted.isEmpty()) {
            core.audit()
                    .record(
                            AuditTrail.Event.REFRESH_REFUSED,
                            command.origin(),
                            Map.of(
                                    "reason",
                                    "old token, or session ended",
                                    "session",
                                    presented.sessionId().toString()));
        }
        return granted;
    }

    private Optional<Owned> tryToGrant(RefreshTokens.Presented presented, RefreshSessionCommand command) {
        try {
            return core.unitOfWork()
                    .retrying(
                            MOST_TRIES,
                            OvertakenException.class,
                            () -> sessions.find(presented.sessionId())
                                    .filter(owned -> owned.user().isActive())
                                    .flatMap(owned -> switch (command.renewal()) {
                                        case ROTATE -> rotate(owned, presented, command.origin());
                                        case KEEP -> keep(owned, presented);
                                    }));
        } catch (OvertakenException againAndAgain) {
            return Optional.empty();
        }
    }

    private Optional<Owned> rotate(Owned owned, RefreshTokens.Presented presented, ClientOrigin origin) {
        Session session = owned.session();
        User user = owned.user();
        return session.rotate(presented.generation(), policy, core.clock().instant())
                .fold(
                        rotated -> {
                            move(session, rotated.next(), AuditTrail.Event.SESSION_REFRESHED, origin);
                            return Optional.of(new Owned(rotated.next(), user));
                        },
                        repeated -> Optional.of(new Owned(repeated.current(), user)),
                        reused -> {
                            move(session, reused.ended(), AuditTrail.Event.REFRESH_TOKEN_REUSED, origin);
                            notices.tell(MessageKind.TOKEN_REUSED, user);
                            return Optional.empty();
                        },
                        ended -> Optional.empty());
    }

    private void move(Session session, Session next, AuditTrail.Event event, ClientOrigin origin) {
        if (!sessions.compareAndSet(session, next)) {
            throw new OvertakenException();
        }
        core.audit()
                .record(
                        event,
                        origin,
                        Map.of(
                                "session",
                                session.id().toString(),
                                "user",
                                session.userId().toString()));
    }

    private Optional<Owned> keep(Owned owned, RefreshTokens.Presented presented) {
        return owned.session()
                        .honours(presented.generation(), policy, core.clock().instant())
                ? Optional.of(touched(owned))
                : Optional.empty();
    }

    /** Using a session prolongs it. */
    private Owned touched(Owned owned) {
        Session next = owned.session().touch(core.clock().instant());
        return !next.equals(owned.session()) && sessions.compareAndSet(owned.session(), next)
                ? new Owned(next, owned.user())
                : owned;
    }
}
