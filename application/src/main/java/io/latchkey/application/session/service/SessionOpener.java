package io.latchkey.application.session.service;

import io.latchkey.application.session.port.SessionRepository;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.port.IdGenerator;
import io.latchkey.application.user.Pardon;
import io.latchkey.application.user.service.KnownDevices;
import io.latchkey.application.user.service.OwnerNotices;
import io.latchkey.domain.session.Session;
import io.latchkey.domain.session.SessionId;
import io.latchkey.domain.session.SessionPolicy;
import io.latchkey.domain.user.PasswordHash;
import io.latchkey.domain.user.User;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opens a session in the unit of work of the sign-in. */
final class SessionOpener {
    private final SessionRepository sessions;
    private final KnownDevices devices;
    private final SessionPolicy policy;
    private final IdGenerator ids;
    private final OwnerNotices notices;
    private final AuditTrail audit;
    private final Clock clock;

    SessionOpener(
            SessionRepository sessions,
            KnownDevices devices,
            SessionPolicy policy,
            IdGenerator ids,
            OwnerNotices notices,
            AuditTrail audit,
            Clock clock) {
        this.sessions = sessions;
        this.devices = devices;
        this.policy = policy;
        this.ids = ids;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Opens a session after a code that proved its owner.
     *
     * @param methods authentication methods as registered in RFC 8176
     */
    Session openByCode(User user, List<String> methods, ClientOrigin origin) {
        Session session = begin(user, methods, origin);
        Pardon pardon = devices.pardonByCode(user, origin);
        if (sessions.insert(session, pardon)) {
            devices.grant(pardon);
        }
        opened(user, session, origin);
        return session;
    }

    /**
     * Opens a session if the account is active and still has the compared password.
     *
     * @param methods authentication methods as registered in RFC 8176
     * @param compared the hash that the typed password was compared with
     */
    Optional<Session> open(User user, PasswordHash compared, List<String> methods, ClientOrigin origin) {
        Session session = begin(user, methods, origin);
        if (!sessions.insertFor(session, compared)) {
            return Optional.empty();
        }
        opened(user, session, origin);
        return Optional.of(session);
    }

    private Session begin(User user, List<String> methods, ClientOrigin origin) {
        Instant now = clock.instant();
        return Session.open(
                new SessionId(ids.nextAt(now)),
                user.id(),
                methods,
                new Session.Origin(origin.app(), origin.device(), origin.address()),
                policy,
                now);
    }

    private void opened(User user, Session session, ClientOrigin origin) {
        if (KnownDevices.find(user, origin).isEmpty()) {
            notices.tellNewDevice(user, clock.instant());
        }
        audit.record(
                AuditTrail.Event.SIGNED_IN,
                origin,
                Map.of(
                        "user", session.userId().toString(),
                        "session", session.id().toString(),
                        "methods", String.join(" ", session.methods())));
    }
}
