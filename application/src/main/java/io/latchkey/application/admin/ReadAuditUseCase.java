package io.latchkey.application.admin;

import io.latchkey.application.admin.Page.Position;
import io.latchkey.domain.admin.AuditCheckpoint;
import io.latchkey.domain.admin.AuditEntry;
import io.latchkey.domain.admin.AuditVerdict;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * Use case: read the audit store, and look whether somebody altered it. Entries name the accounts behind pseudonyms; of those who were
 * erased the pseudonym is left, with which the hash was made.
 */
public interface ReadAuditUseCase {
    /**
     * Finds entries, newest first.
     *
     * @param after where the page begins; empty for the first one
     * @param most 1 to {@link Page#MOST}
     */
    Administered<Page<AuditEntry>> find(Act act, AuditSearch search, Optional<Position> after, int most);

    /** All entries that are looked for, oldest first. They are read bit by bit while the stream is, because there may be very many. */
    Administered<Stream<AuditEntry>> export(Act act, AuditSearch search);

    /**
     * Looks at every entry.
     *
     * @param seen checkpoints that were kept elsewhere, such as in the log; what they cover has to be there as it was, unless it was
     *     kept long enough
     * @param progress told now and then how many entries were looked at so far
     */
    Administered<AuditVerdict> verify(Act act, List<AuditCheckpoint> seen, LongConsumer progress);
}
