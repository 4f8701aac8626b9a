package io.latchkey.application.user.service;

import io.latchkey.application.delivery.port.OutboxRepository;
import io.latchkey.application.shared.port.IdGenerator;
import io.latchkey.domain.delivery.MessageKind;
import io.latchkey.domain.delivery.OutboxMessage;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.shared.Contact;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Promises messages that tell an owner what happened to the account (OWASP ASVS 5.0, 6.3.7). */
public final class Notices {
    private static final Duration WORTH_SENDING = Duration.ofHours(24);

    private final OutboxRepository outbox;
    private final IdGenerator ids;
    private final Clock clock;

    public Notices(OutboxRepository outbox, IdGenerator ids, Clock clock) {
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /** Promises the notice to each of these contacts, in the unit of work of what it tells. */
    public void send(MessageKind kind, List<Contact> contacts, Locale locale) {
        Instant now = clock.instant();
        contacts.forEach(contact -> outbox.insert(OutboxMessage.queue(
                new OutboxMessageId(ids.next()), kind, null, contact, locale, false, now, now.plus(WORTH_SENDING))));
    }
}
