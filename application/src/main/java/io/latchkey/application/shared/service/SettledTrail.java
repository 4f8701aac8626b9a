package io.latchkey.application.shared.service;

import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.port.UnitOfWork;
import java.util.Map;

/**
 * Records events once the unit of work around them is over, whether or not it was committed. The audit store would not find the account that an
 * event is about while nobody but its unit of work sees it, and the entry would lead to nobody for ever.
 */
public record SettledTrail(AuditTrail trail, UnitOfWork unitOfWork) implements AuditTrail {
    @Override
    public void record(Event event, Map<String, String> details) {
        Map<String, String> told = Map.copyOf(details);
        unitOfWork.afterEnd(() -> trail.record(event, told));
    }
}
