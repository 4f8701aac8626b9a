package io.latchkey.adapters.rest.admin;

import io.latchkey.adapters.rest.api.ResponseBody;
import io.latchkey.application.admin.AuditView;
import io.latchkey.domain.admin.AuditEntry;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the audit store. Persons and actors are told by their accounts' ids; of those who were erased the pseudonym is left, with
 * which the hash was made.
 */
record AuditEntryResponse(
        long number,
        Instant at,
        String event,
        @Nullable String actor,
        @Nullable String person,
        Map<String, String> details,
        String hash)
        implements ResponseBody {
    static AuditEntryResponse from(AuditView view) {
        AuditEntry entry = view.entry();
        return new AuditEntryResponse(
                entry.number(),
                entry.at(),
                entry.event(),
                view.actor().orElse(entry.actor()),
                view.person().orElse(entry.person()),
                entry.details(),
                entry.hash());
    }
}
