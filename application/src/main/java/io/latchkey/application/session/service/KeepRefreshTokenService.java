package io.latchkey.application.session.service;

import io.latchkey.application.session.KeepRefreshTokenUseCase;
import io.latchkey.application.session.SessionTokens;
import io.latchkey.application.session.port.SessionRepository;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.port.SecretKeys;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.domain.session.Session;
import io.latchkey.domain.session.SessionPolicy;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Honours the refresh token a session stands at, again and again; an older one counts as nothing. */
public final class KeepRefreshTokenService implements KeepRefreshTokenUseCase {
    private final SessionRepository sessions;
    private final RefreshTokens tokens;
    private final TokenMinter minter;
    private final SessionPolicy policy;
    private final UnitOfWork unitOfWork;
    private final AuditTrail audit;
    private final Clock clock;

    public KeepRefreshTokenService(
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

    @Override
    public Optional<SessionTokens> renew(String refreshToken) {
        return unitOfWork
                .execute(() -> find(refreshToken).map(this::touched))
                .map(owned -> minter.mint(owned.user(), owned.session()));
    }

    @Override
    public boolean signOut(String refreshToken) {
        return unitOfWork.execute(() -> find(refreshToken)
                .filter(owned -> sessions.end(owned.user().id(), owned.session().id(), clock.instant()))
                .map(owned -> {
                    audit.record(
                            AuditTrail.Event.SESSIONS_ENDED,
                            Map.of("user", owned.user().id().toString(), "count", "1"));
                    return owned;
                })
                .isPresent());
    }

    private Optional<SessionRepository.Owned> find(String refreshToken) {
        return tokens.open(refreshToken)
                .flatMap(presented -> sessions.find(presented.sessionId())
                        .filter(owned -> owned.user().isActive())
                        .filter(owned -> owned.session().honours(presented.generation(), policy, clock.instant())));
    }

    /** Being used keeps the session from idling out. */
    private SessionRepository.Owned touched(SessionRepository.Owned owned) {
        Session next = owned.session().touch(clock.instant());
        return !next.equals(owned.session()) && sessions.compareAndSet(owned.session(), next)
                ? new SessionRepository.Owned(next, owned.user())
                : owned;
    }
}
