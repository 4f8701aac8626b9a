package io.latchkey.application.session.service;

import io.latchkey.application.session.RefreshSessionUseCase;
import io.latchkey.application.session.port.SessionRepository;
import io.latchkey.application.session.port.SessionRepository.Owned;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.service.Core;
import io.latchkey.domain.session.Session;
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
    private final RefreshTokenCheck check;
    private final TokenMinter minter;
    private final Core core;

    RefreshSessionService(SessionRepository sessions, RefreshTokenCheck check, TokenMinter minter, Core core) {
        this.sessions = sessions;
        this.check = check;
        this.minter = minter;
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
        Optional<RefreshTokens.Presented> presented = check.open(command.refreshToken());
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
                            () -> check.find(presented, command.origin())
                                    .filter(found ->
                                            found.isFor(command.origin().app()))
                                    .flatMap(found -> switch (command.renewal()) {
                                        case ROTATE -> Optional.of(rotate(found, command.origin()));
                                        case KEEP -> keep(found);
                                    }));
        } catch (OvertakenException againAndAgain) {
            return Optional.empty();
        }
    }

    private Owned rotate(RefreshTokenCheck.Found found, ClientOrigin origin) {
        found.next().ifPresent(next -> move(found.session(), next, origin));
        return new Owned(found.next().orElse(found.session()), found.user());
    }

    private void move(Session session, Session next, ClientOrigin origin) {
        if (!sessions.compareAndSet(session, next)) {
            throw new OvertakenException();
        }
        core.audit()
                .record(
                        AuditTrail.Event.SESSION_REFRESHED,
                        origin,
                        Map.of(
                                "session",
                                session.id().toString(),
                                "user",
                                session.userId().toString()));
    }

    /** A token that was replaced is not kept, however short a time ago. */
    private Optional<Owned> keep(RefreshTokenCheck.Found found) {
        return found.isCurrent() ? Optional.of(touched(found)) : Optional.empty();
    }

    /** Using a session prolongs it. */
    private Owned touched(RefreshTokenCheck.Found found) {
        Session session = found.session();
        Session next = session.touch(core.clock().instant());
        boolean isTouched = !next.equals(session) && sessions.compareAndSet(session, next);
        return new Owned(isTouched ? next : session, found.user());
    }
}
