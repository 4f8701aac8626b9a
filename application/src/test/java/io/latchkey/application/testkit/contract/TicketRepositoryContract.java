package io.latchkey.application.testkit.contract;

import static io.latchkey.application.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.ticket.port.TicketRepository;
import io.latchkey.domain.ticket.Ticket;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The contract of stores for tickets: keeping them, and using each once. */
public interface TicketRepositoryContract extends StoreContract {
    private TicketRepository tickets() {
        return store().tickets();
    }

    private Ticket given(UUID subject, @Nullable UserId user) {
        UUID network = user == null ? UUID.randomUUID() : null;
        Ticket ticket = new Ticket(subject, UUID.randomUUID(), network, user, NOW.plusSeconds(60));
        inOne(() -> tickets().save(ticket));
        return ticket;
    }

    @Test
    default void gives_back_every_field_of_a_ticket() {
        Ticket full = given(UUID.randomUUID(), Samples.userId());
        Ticket bare = given(UUID.randomUUID(), null);
        assertThat(reading(() -> tickets().find(full.key(), NOW))).contains(full);
        assertThat(reading(() -> tickets().find(bare.key(), NOW))).contains(bare);
        assertThat(reading(() -> tickets().find(full.subject(), NOW))).isEmpty();
        assertThat(reading(() -> tickets().findBySubject(full.subject(), NOW))).contains(full);
        assertThat(reading(() -> tickets().findBySubject(full.key(), NOW))).isEmpty();
    }

    @Test
    default void knows_no_ticket_from_its_expiry_on() {
        Ticket ticket = given(UUID.randomUUID(), null);
        assertThat(reading(() -> tickets().find(ticket.key(), ticket.expiresAt().minusMillis(1))))
                .isPresent();
        assertThat(reading(() -> tickets().find(ticket.key(), ticket.expiresAt())))
                .isEmpty();
        assertThat(reading(() -> tickets().findBySubject(ticket.subject(), ticket.expiresAt())))
                .isEmpty();
        assertThat(inOne(() -> tickets().take(ticket.key(), ticket.expiresAt())))
                .isEmpty();
    }

    @Test
    default void puts_a_newer_ticket_in_the_place_of_its_subjects_older_one() {
        UUID subject = UUID.randomUUID();
        Ticket older = given(subject, null);
        Ticket newer = given(subject, Samples.userId());
        assertThat(reading(() -> tickets().find(older.key(), NOW))).isEmpty();
        assertThat(reading(() -> tickets().find(newer.key(), NOW))).contains(newer);
    }

    @Test
    default void lets_one_of_many_use_a_ticket() {
        Ticket ticket = given(UUID.randomUUID(), null);
        List<Optional<Ticket>> taken =
                Parallel.run(16, number -> inOne(() -> tickets().take(ticket.key(), NOW)));
        assertThat(taken).containsOnlyOnce(Optional.of(ticket));
        assertThat(reading(() -> tickets().find(ticket.key(), NOW))).isEmpty();
    }

    @Test
    default void deletes_the_tickets_of_one_account() {
        UserId user = Samples.userId();
        Ticket own = given(UUID.randomUUID(), user);
        Ticket others = given(UUID.randomUUID(), Samples.userId());
        Ticket nobodys = given(UUID.randomUUID(), null);
        inOne(() -> tickets().deleteAll(user));
        assertThat(reading(() -> tickets().find(own.key(), NOW))).isEmpty();
        assertThat(reading(() -> tickets().find(others.key(), NOW))).contains(others);
        assertThat(reading(() -> tickets().find(nobodys.key(), NOW))).contains(nobodys);
    }

    @Test
    default void forgets_expired_tickets_and_those_of_a_deleted_account() {
        User user = Samples.fullUser();
        inOne(() -> store().users().insert(user));
        Ticket own = given(UUID.randomUUID(), user.id());
        Ticket other = given(UUID.randomUUID(), null);
        inOne(() -> store().users().delete(user.id()));
        assertThat(reading(() -> tickets().find(own.key(), NOW))).isEmpty();
        assertThat(inOne(() -> tickets().purge(other.expiresAt(), 100))).isZero();
        assertThat(inOne(() -> tickets().purge(other.expiresAt().plusMillis(1), 100)))
                .isEqualTo(1);
    }
}
