package io.latchkey.application.admin;

import java.util.List;

/** Use case: keep the events of the audit trail in a store that shows when somebody altered it. */
public interface KeepAuditUseCase {
    /** Keeps events in their order, in one unit of work. */
    void keep(List<AuditRecord> records);

    /** Deletes entries that were kept long enough; the rest stays provable. Answers how many. */
    int purge();
}
