package io.latchkey.application.shared.service;

import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.port.Decisions;
import io.latchkey.application.shared.port.Digester;
import io.latchkey.application.shared.port.IdGenerator;
import io.latchkey.application.shared.port.UnitOfWork;
import java.time.Clock;

/** Collaborators that every feature passes to its services. */
public record Core(
        UnitOfWork unitOfWork, IdGenerator ids, Digester digester, AuditTrail audit, Decisions decisions, Clock clock) {
    /** Collaborators of services whose decisions nobody reads. */
    public Core(UnitOfWork unitOfWork, IdGenerator ids, Digester digester, AuditTrail audit, Clock clock) {
        this(unitOfWork, ids, digester, audit, Decisions.UNHEARD, clock);
    }

    /** Names people in the audit trail. */
    public AuditSubjects subjects() {
        return new AuditSubjects(digester);
    }
}
