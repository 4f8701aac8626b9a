package io.latchkey.adapters.rest.admin;

import io.latchkey.adapters.rest.api.ResponseBody;
import io.latchkey.application.admin.Page;
import io.latchkey.domain.admin.AuditEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of audit entries, newest first.
 *
 * @param next cursor of the next page; null at the end
 */
record AuditEntriesResponse(
        List<AuditEntryResponse> entries, @Nullable String next) implements ResponseBody {
    static AuditEntriesResponse from(Page<AuditEntry> page) {
        return new AuditEntriesResponse(
                page.items().stream().map(AuditEntryResponse::from).toList(),
                page.next().map(Cursor::writeNumber).orElse(null));
    }
}
