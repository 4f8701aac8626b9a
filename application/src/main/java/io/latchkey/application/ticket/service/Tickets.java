package io.latchkey.application.ticket.service;

import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.shared.port.Digester;
import io.latchkey.application.shared.port.IdGenerator;
import io.latchkey.application.ticket.TicketHolder;
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

    /**
     * Records that a client proved to receive messages at this contact.
     *
     * @param account the account that has the contact
     * @return a token by which the client shows that it was the one
     */
    public String validate(
            String app, Contact contact, Optional<UserId> account, ClientOrigin origin, Duration lifetime) {
        UUID subject = validated(app, contact);
        String token = ids.nextText(KEY_LENGTH);
        tickets.save(new Ticket(
                subject,
                validation(subject, token),
                network(subject, origin.network()),
                account.orElse(null),
                clock.instant().plus(lifetime)));
        return token;
    }

    /** Whether the contact counts as validated by this client. */
    public boolean isValidated(String app, Contact contact, TicketHolder holder) {
        return find(app, contact, holder).isPresent();
    }

    /**
     * Uses up the validation of a contact.
     *
     * @return whether the client had one
     */
    public boolean spendValidation(String app, Contact contact, TicketHolder holder) {
        return find(app, contact, holder)
                .flatMap(ticket -> tickets.take(ticket.key(), clock.instant()))
                .isPresent();
    }

    private Optional<Ticket> find(String app, Contact contact, TicketHolder holder) {
        UUID subject = validated(app, contact);
        return tickets.findBySubject(subject, clock.instant())
                .filter(ticket -> network(subject, holder.network()).equals(ticket.network())
                        || holder.tokens().stream()
                                .anyMatch(token -> validation(subject, token).equals(ticket.key())));
    }

    /** Ends the validations and reset keys that act on an account. */
    public void endAll(UserId user) {
        tickets.deleteAll(user);
    }

    /** Makes a key that entitles its holder to set this account's password. An older key becomes void. */
    public String makeResetKey(String app, UserId user, Duration lifetime) {
        String key = ids.nextText(KEY_LENGTH);
        tickets.save(new Ticket(
                digester.keyed("reset-key of\n" + app + '\n' + user),
                resetKey(app, key),
                null,
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

    private UUID validation(UUID subject, String token) {
        return digester.keyed("validation of\n" + subject + '\n' + token);
    }

    private UUID network(UUID subject, String network) {
        return digester.keyed("validated from\n" + subject + '\n' + network);
    }

    private UUID resetKey(String app, String key) {
        return digester.keyed("reset-key\n" + app + '\n' + key);
    }
}
