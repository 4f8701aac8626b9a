package io.latchkey.domain.admin;

import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * One event of the audit store, a link of a chain: its hash covers all that it says and the hash of the entry before it. Whoever alters
 * an entry has to alter all entries after it, up to a checkpoint that is signed.
 *
 * @param number its place in the chain, counted from 1 without a gap
 * @param at when it happened
 * @param event name of the event
 * @param actor pseudonym of who administers, or {@code command line}; null where nobody does
 * @param person pseudonym of the account that is meant; null where none is
 * @param details what else it tells, by name
 * @param hash SHA-256 in hexadecimal
 */
public record AuditEntry(
        long number,
        Instant at,
        String event,
        @Nullable String actor,
        @Nullable String person,
        SortedMap<String, String> details,
        String hash) {
    /** What the first entry of all has before it. */
    public static final String GENESIS = "0".repeat(64);

    /** The same entry of other names. Its hash stays, so it is to be shown and not to be checked. */
    public AuditEntry named(@Nullable String newActor, @Nullable String newPerson) {
        return new AuditEntry(number, at, event, newActor, newPerson, details, hash);
    }

    /** The same entry with this hash. */
    public AuditEntry sealed(String newHash) {
        return new AuditEntry(number, at, event, actor, person, details, newHash);
    }
}
