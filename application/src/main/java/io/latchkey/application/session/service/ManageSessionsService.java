package io.latchkey.application.session.service;

import io.latchkey.application.session.Caller;
import io.latchkey.application.session.ManageSessionsUseCase;
import io.latchkey.application.session.port.SessionRepository;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.domain.session.Session;
import io.latchkey.domain.session.SessionId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists and ends the caller's own sessions, and nobody else's. */
public final class ManageSessionsService implements ManageSessionsUseCase {
    private final SessionRepository sessions;
    private final UnitOfWork unitOfWork;
    private final AuditTrail audit;
    private final Clock clock;

    public ManageSessionsService(SessionRepository sessions, UnitOfWork unitOfWork, AuditTrail audit, Clock clock) {
        this.sessions = sessions;
        this.unitOfWork = unitOfWork;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public List<Session> list(Caller caller) {
        return unitOfWork.read(() -> sessions.findLive(caller.user().id(), clock.instant()));
    }

    @Override
    public boolean end(Caller caller, SessionId id) {
        boolean ended = unitOfWork.execute(() -> sessions.end(caller.user().id(), id, clock.instant()));
        record(caller, ended ? 1 : 0);
        return ended;
    }

    @Override
    public void endAll(Caller caller) {
        int ended = unitOfWork.execute(() -> sessions.endAll(caller.user().id(), Optional.empty(), clock.instant()));
        record(caller, ended);
    }

    private void record(Caller caller, int ended) {
        audit.record(
                AuditTrail.Event.SESSIONS_ENDED,
                Map.of("user", caller.user().id().toString(), "count", Integer.toString(ended)));
    }
}
