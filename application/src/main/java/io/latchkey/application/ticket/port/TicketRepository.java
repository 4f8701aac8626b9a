package io.latchkey.application.ticket.port;

import io.latchkey.domain.ticket.Ticket;
import io.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Unused tickets. */
public interface TicketRepository {
    /** Saves a ticket, in place of the subject's earlier one. */
    void save(Ticket ticket);

    /** Finds a ticket without using it; empty when there is none or it is too old. */
    Optional<Ticket> find(UUID key, Instant now);

    /** Finds a subject's ticket without using it; empty when there is none or it is too old. */
    Optional<Ticket> findBySubject(UUID subject, Instant now);

    /** Uses a ticket up; of several simultaneous calls, one gets it. Empty when there is none or it is too old. */
    Optional<Ticket> take(UUID key, Instant now);

    /** Deletes the tickets that act on an account. */
    void deleteAll(UserId user);

    /**
     * Deletes tickets that expired before this time.
     *
     * @param most most of them to delete in this unit of work
     * @return number of deleted tickets
     */
    int purge(Instant expiredBefore, int most);
}
