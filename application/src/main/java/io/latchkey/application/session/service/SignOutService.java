package io.latchkey.application.session.service;

import io.latchkey.application.session.LiveToken;
import io.latchkey.application.session.SignOutUseCase;
import io.latchkey.application.session.port.SessionRepository;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.domain.session.Session;
import io.latchkey.domain.session.SessionId;
import io.latchkey.domain.user.UserId;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Ends the caller's own sessions only. */
public final class SignOutService implements SignOutUseCase {
    private final SessionRepository sessions;
    private final RefreshTokenCheck refreshTokens;
    private final AccessTokenCheck accessTokens;
    private final UnitOfWork unitOfWork;
    private final AuditTrail audit;
    private final Clock clock;

    SignOutService(
            SessionRepository sessions,
            RefreshTokenCheck refreshTokens,
            AccessTokenCheck accessTokens,
            UnitOfWork unitOfWork,
            AuditTrail audit,
            Clock clock) {
        this.sessions = sessions;
        this.refreshTokens = refreshTokens;
        this.accessTokens = accessTokens;
        this.unitOfWork = unitOfWork;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public SignOut signOut(SignOutCommand command) {
        return command.fold(
                current -> current.caller()
                        .session()
                        .map(own -> end(own.userId(), own.id()))
                        .orElseGet(SignOut.NoSuchSession::new),
                one -> end(one.caller().user().id(), one.id()),
                all -> endAll(all.caller().user().id()),
                byRefreshToken -> end(
                        byRefreshToken.token(),
                        byRefreshToken.origin(),
                        found -> found.isCurrent()
                                && found.isFor(byRefreshToken.origin().app())),
                byAnyToken -> end(byAnyToken.token(), byAnyToken.origin()));
    }

    private SignOut end(String token, ClientOrigin origin) {
        return accessTokens
                .find(token)
                .map(LiveToken::session)
                .map(own -> end(own.userId(), own.id()))
                .orElseGet(() -> end(token, origin, found -> true));
    }

    private SignOut end(UserId user, SessionId id) {
        boolean ended = unitOfWork.execute(() -> sessions.end(user, id, clock.instant()));
        record(user, ended ? 1 : 0);
        return ended ? new SignOut.SignedOut(1) : new SignOut.NoSuchSession();
    }

    private SignOut endAll(UserId user) {
        int ended = unitOfWork.execute(() -> sessions.endAll(user, Optional.empty(), clock.instant()));
        record(user, ended);
        return new SignOut.SignedOut(ended);
    }

    private SignOut end(String refreshToken, ClientOrigin origin, Predicate<RefreshTokenCheck.Found> accepted) {
        Optional<UserId> ended = refreshTokens
                .open(refreshToken)
                .flatMap(presented -> unitOfWork.execute(() -> refreshTokens
                        .find(presented, origin)
                        .filter(accepted)
                        .map(RefreshTokenCheck.Found::session)
                        .filter(session -> sessions.end(session.userId(), session.id(), clock.instant()))
                        .map(Session::userId)));
        ended.ifPresent(user -> record(user, 1));
        return ended.<SignOut>map(user -> new SignOut.SignedOut(1)).orElseGet(SignOut.NoSuchSession::new);
    }

    private void record(UserId user, int ended) {
        audit.record(
                AuditTrail.Event.SESSIONS_ENDED, Map.of("user", user.toString(), "count", Integer.toString(ended)));
    }
}
