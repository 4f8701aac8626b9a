package io.latchkey.application.ticket.port;

import io.latchkey.domain.ticket.Ticket;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Tickets that were not used yet. */
public interface TicketRepository {
    /** Saves a ticket in the place of the one its subject has. */
    void save(Ticket ticket);

    /** Looks without using; empty when there is none or it is too old. */
    Optional<Ticket> find(UUID key, Instant now);

    /** Uses a ticket: of many at once one gets it. Empty when there is none or it is too old. */
    Optional<Ticket> take(UUID key, Instant now);

    /** Forgets tickets that expired before this time; answers how many. */
    int purge(Instant expiredBefore);
}
