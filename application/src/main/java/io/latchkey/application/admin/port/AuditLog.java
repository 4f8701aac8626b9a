package io.latchkey.application.admin.port;

import io.latchkey.application.admin.AuditSearch;
import io.latchkey.application.admin.Page.Position;
import io.latchkey.domain.admin.AuditCheckpoint;
import io.latchkey.domain.admin.AuditEntry;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The audit store. */
public interface AuditLog {
    /**
     * The end of the chain.
     *
     * @param number number of the last entry; 0 when there was none
     * @param hash its hash
     * @param checkpoint number of the last entry that a checkpoint covers
     * @param checkpointAt when that was signed
     */
    record Head(long number, String hash, long checkpoint, Instant checkpointAt) {}

    /** Reads the end of the chain and holds it until the unit of work ends. */
    Head lockHead();

    /** The end of the chain, without a lock. */
    Head head();

    /** Appends entries that follow the end, and moves the end. */
    void append(List<AuditEntry> entries, Head end);

    void insertCheckpoint(AuditCheckpoint checkpoint);

    /**
     * The pseudonyms of accounts. An account without one gets the one that is offered. It is kept as long as the account; where no account
     * has the id any more, it is not kept at all.
     *
     * @param offered pseudonyms by account id
     */
    Map<String, String> pseudonyms(Map<String, String> offered);

    /** The accounts behind pseudonyms; those who were erased are missing. */
    Map<String, String> accounts(Collection<String> pseudonyms);

    /**
     * Finds entries in one statement, in the order of their time and, at the same time, of their number.
     *
     * @param after leaves out the entry at this place and all before it in the order; see {@link #position}
     * @param isNewestFirst the order
     */
    List<AuditEntry> find(AuditSearch search, Optional<Position> after, boolean isNewestFirst, int most);

    /** The place of an entry among those that are found: its time in milliseconds, and its number. */
    static Position position(AuditEntry entry) {
        return new Position(Long.toString(entry.at().toEpochMilli()), Long.toString(entry.number()));
    }

    /** Entries from this number on, in the order of the chain. */
    List<AuditEntry> findFrom(long number, int most);

    /** Checkpoints from this number on, in their order. */
    List<AuditCheckpoint> findCheckpoints(long from, int most);

    /** The last checkpoint that was signed before a time. */
    Optional<AuditCheckpoint> findCheckpoint(Instant before);

    /** Number of the first entry; empty when there is none. */
    OptionalLong first();

    /** Deletes entries up to a checkpoint and all checkpoints before, and keeps this one; answers the number of entries. */
    int deleteThrough(AuditCheckpoint last);
}
