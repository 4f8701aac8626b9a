package io.latchkey.application.testkit;

import io.latchkey.application.ticket.port.TicketRepository;
import io.latchkey.domain.ticket.Ticket;
import io.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Tickets in memory, by subject. */
public final class InMemoryTicketRepository implements TicketRepository {
    private final InMemoryStore store;

    public InMemoryTicketRepository(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public void save(Ticket ticket) {
        store.tickets.write().put(ticket.subject(), ticket);
    }

    @Override
    public Optional<Ticket> find(UUID key, Instant now) {
        return store.tickets.read().values().stream()
                .filter(ticket -> ticket.key().equals(key) && ticket.isLive(now))
                .findFirst();
    }

    @Override
    public Optional<Ticket> findBySubject(UUID subject, Instant now) {
        return Optional.ofNullable(store.tickets.read().get(subject)).filter(ticket -> ticket.isLive(now));
    }

    @Override
    public Optional<Ticket> take(UUID key, Instant now) {
        Optional<Ticket> found = find(key, now);
        found.ifPresent(ticket -> store.tickets.write().remove(ticket.subject()));
        return found;
    }

    @Override
    public void deleteAll(UserId user) {
        store.tickets.write().values().removeIf(ticket -> user.equals(ticket.userId()));
    }

    @Override
    public int purge(Instant expiredBefore, int most) {
        return InMemoryStore.removeFirst(
                store.tickets, ticket -> ticket.expiresAt().isBefore(expiredBefore), most);
    }
}
