package io.latchkey.application.shared.service;

import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.port.Digester;
import io.latchkey.application.shared.port.IdGenerator;
import io.latchkey.application.shared.port.UnitOfWork;
import java.time.Clock;

/** Collaborators that every feature passes to its services. */
public record Core(UnitOfWork unitOfWork, IdGenerator ids, Digester digester, AuditTrail audit, Clock clock) {
    /** Names people in the audit trail. */
    public AuditSubjects subjects() {
        return new AuditSubjects(digester);
    }
}
