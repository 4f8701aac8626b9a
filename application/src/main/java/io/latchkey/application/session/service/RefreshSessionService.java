package io.latchkey.application.session.service;

import io.latchkey.application.session.RefreshSessionUseCase;
import io.latchkey.application.session.port.SessionRepository;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.port.SecretKeys;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.domain.session.Rotation;
import io.latchkey.domain.session.Session;
import io.latchkey.domain.session.SessionPolicy;
import io.latchkey.domain.user.User;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Rotates by compare-and-set on the generation: of many at once one moves the session, the others get what it got. */
public final class RefreshSessionService implements RefreshSessionUseCase {
    /** More than one retry means that others rotate the session in between again and again. */
    private static final int MOST_TRIES = 5;

    private final SessionRepository sessions;
    private final RefreshTokens tokens;
    private final TokenMinter minter;
    private final SessionPolicy policy;
    private final UnitOfWork unitOfWork;
    private final AuditTrail audit;
    private final Clock clock;

    public RefreshSessionService(
            SessionRepository sessions,
            SecretKeys secrets,
            TokenMinter minter,
            SessionPolicy policy,
            UnitOfWork unitOfWork,
            AuditTrail audit,
            Clock clock) {
        this.sessions = sessions;
        this.tokens = new RefreshTokens(secrets);
        this.minter = minter;
        this.policy = policy;
        this.unitOfWork = unitOfWork;
        this.audit = audit;
        this.clock = clock;
    }

    private record Granted(User user, Session session) {}

    private sealed interface Try {
        Try REFUSED = new Decided(Optional.empty());

        record Decided(Optional<Granted> granted) implements Try {}

        /** Somebody else moved the session first. */
        record Overtaken() implements Try {}
    }

    @Override
    public Refresh refresh(String refreshToken) {
        Optional<Granted> granted = tokens.open(refreshToken).flatMap(this::rotate);
        return granted.<Refresh>map(grant -> new Refresh.Refreshed(minter.mint(grant.user(), grant.session())))
                .orElseGet(Refresh.Refused::new);
    }

    /** Each try is a transaction of its own, so that it sees what others did since the last one. */
    private Optional<Granted> rotate(RefreshTokens.Presented presented) {
        for (int i = 0; i < MOST_TRIES; i++) {
            Try outcome = unitOfWork.execute(() -> tryToRotate(presented));
            if (outcome instanceof Try.Decided decided) {
                return decided.granted();
            }
        }
        return Optional.empty();
    }

    private Try tryToRotate(RefreshTokens.Presented presented) {
        Optional<SessionRepository.Owned> owned = sessions.find(presented.sessionId())
                .filter(found -> found.user().isActive());
        if (owned.isEmpty()) {
            return Try.REFUSED;
        }
        Session session = owned.get().session();
        User user = owned.get().user();
        Rotation rotation = session.rotate(presented.generation(), policy, clock.instant());
        if (rotation instanceof Rotation.Ended) {
            return Try.REFUSED;
        }
        if (rotation instanceof Rotation.Repeated repeated) {
            return new Try.Decided(Optional.of(new Granted(user, repeated.current())));
        }
        if (rotation instanceof Rotation.Rotated rotated) {
            if (sessions.compareAndSet(session, rotated.next())) {
                record(AuditTrail.Event.SESSION_REFRESHED, session);
                return new Try.Decided(Optional.of(new Granted(user, rotated.next())));
            }
        } else if (sessions.compareAndSet(session, ((Rotation.Reused) rotation).ended())) {
            record(AuditTrail.Event.REFRESH_TOKEN_REUSED, session);
            return Try.REFUSED;
        }
        return new Try.Overtaken();
    }

    private void record(AuditTrail.Event event, Session session) {
        audit.record(
                event,
                Map.of(
                        "session",
                        session.id().toString(),
                        "user",
                        session.userId().toString()));
    }
}
