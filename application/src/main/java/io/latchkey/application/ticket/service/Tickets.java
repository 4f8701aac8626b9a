package io.latchkey.application.ticket.service;

import io.latchkey.application.shared.port.Digester;
import io.latchkey.application.shared.port.IdGenerator;
import io.latchkey.application.ticket.port.TicketRepository;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.ticket.Ticket;
import io.latchkey.domain.user.UserId;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Makes and uses tickets, in the caller's unit of work. */
public final class Tickets {
    /** 32 symbols of 62 make 190 bits. */
    private static final int KEY_LENGTH = 32;

    private final TicketRepository tickets;
    private final Digester digester;
    private final IdGenerator ids;
    private final Clock clock;

    public Tickets(TicketRepository tickets, Digester digester, IdGenerator ids, Clock clock) {
        this.tickets = tickets;
        this.digester = digester;
        this.ids = ids;
        this.clock = clock;
    }

    /** Records that somebody proved to receive messages at this contact. */
    public void validate(String app, Contact contact, Duration lifetime) {
        UUID subject = validated(app, contact);
        tickets.save(new Ticket(subject, subject, null, clock.instant().plus(lifetime)));
    }

    /** Whether the contact counts as validated. */
    public boolean isValidated(String app, Contact contact) {
        return tickets.find(validated(app, contact), clock.instant()).isPresent();
    }

    /**
     * Uses up the validation of a contact.
     *
     * @return whether there was one
     */
    public boolean spendValidation(String app, Contact contact) {
        return tickets.take(validated(app, contact), clock.instant()).isPresent();
    }

    /** Makes a key that entitles its holder to set this account's password. An older key becomes void. */
    public String makeResetKey(String app, UserId user, Duration lifetime) {
        String key = ids.nextText(KEY_LENGTH);
        tickets.save(new Ticket(
                digester.keyed("reset-key of\n" + app + '\n' + user),
                resetKey(app, key),
                user,
                clock.instant().plus(lifetime)));
        return key;
    }

    /** The account whose password a key may set. Does not use the key up. */
    public Optional<UserId> findByResetKey(String app, String key) {
        return tickets.find(resetKey(app, key), clock.instant())
                .flatMap(ticket -> Optional.ofNullable(ticket.userId()));
    }

    /** Uses a reset key up; empty when it is unknown, used or too old. */
    public Optional<UserId> spendResetKey(String app, String key) {
        return tickets.take(resetKey(app, key), clock.instant())
                .flatMap(ticket -> Optional.ofNullable(ticket.userId()));
    }

    private UUID validated(String app, Contact contact) {
        return digester.keyed("validated for\n" + app + '\n' + contact.kind().wireName() + ':' + contact.key());
    }

    private UUID resetKey(String app, String key) {
        return digester.keyed("reset-key\n" + app + '\n' + key);
    }
}
