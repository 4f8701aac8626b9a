package io.latchkey.bootstrap;

import io.latchkey.adapters.platform.audit.LoggedAuditTrail;
import io.latchkey.adapters.rest.auth.RefusedKeys;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.service.DecisionDesk;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;

/** Offers a way to record the keys that the HTTP interface refuses. */
@ApplicationScoped
public class AuditWiring {
    @Produces
    @Singleton
    RefusedKeys refusedKeys(LoggedAuditTrail audit, DecisionDesk decisions) {
        AuditTrail heard = decisions.heard(audit);
        return origin -> heard.record(AuditTrail.Event.API_KEY_REFUSED, origin, Map.of());
    }
}
