package io.latchkey.adapters.rest.admin;

import io.latchkey.adapters.rest.api.ResponseBody;
import io.latchkey.domain.admin.AuditEntry;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An entry of the audit store, also where it is a line of an export. */
public record AuditEntryResponse(
        long number,
        Instant at,
        String event,
        @Nullable String actor,
        @Nullable String person,
        Map<String, String> details,
        String hash)
        implements ResponseBody {
    public static AuditEntryResponse from(AuditEntry entry) {
        return new AuditEntryResponse(
                entry.number(),
                entry.at(),
                entry.event(),
                entry.actor(),
                entry.person(),
                entry.details(),
                entry.hash());
    }
}
