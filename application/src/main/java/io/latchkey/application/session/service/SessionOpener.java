package io.latchkey.application.session.service;

import io.latchkey.application.session.port.SessionRepository;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.port.IdGenerator;
import io.latchkey.domain.session.Session;
import io.latchkey.domain.session.SessionId;
import io.latchkey.domain.session.SessionPolicy;
import io.latchkey.domain.user.User;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Begins a session, in the unit of work of the sign-in. */
public final class SessionOpener {
    private final SessionRepository sessions;
    private final SessionPolicy policy;
    private final IdGenerator ids;
    private final AuditTrail audit;
    private final Clock clock;

    public SessionOpener(
            SessionRepository sessions, SessionPolicy policy, IdGenerator ids, AuditTrail audit, Clock clock) {
        this.sessions = sessions;
        this.policy = policy;
        this.ids = ids;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param methods authentication methods as registered in RFC 8176 */
    public Session open(User user, List<String> methods, ClientOrigin origin) {
        Session session = Session.open(
                new SessionId(ids.next()),
                user.id(),
                methods,
                origin.device(),
                origin.address(),
                policy,
                clock.instant());
        sessions.insert(session);
        audit.record(
                AuditTrail.Event.SIGNED_IN,
                Map.of(
                        "user", user.id().toString(),
                        "session", session.id().toString(),
                        "methods", String.join(" ", methods)));
        return session;
    }
}
