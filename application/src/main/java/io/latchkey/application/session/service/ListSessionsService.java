package io.latchkey.application.session.service;

import io.latchkey.application.session.Caller;
import io.latchkey.application.session.ListSessionsUseCase;
import io.latchkey.application.session.port.SessionRepository;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.domain.session.Session;
import java.time.Clock;
import java.util.List;

/** Lists the caller's own sessions only. */
public final class ListSessionsService implements ListSessionsUseCase {
    private final SessionRepository sessions;
    private final UnitOfWork unitOfWork;
    private final Clock clock;

    ListSessionsService(SessionRepository sessions, UnitOfWork unitOfWork, Clock clock) {
        this.sessions = sessions;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    @Override
    public List<Session> list(Caller caller) {
        return unitOfWork.read(() -> sessions.findLive(caller.user().id(), clock.instant()));
    }
}
