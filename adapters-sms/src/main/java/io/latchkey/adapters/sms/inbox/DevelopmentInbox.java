package io.latchkey.adapters.sms.inbox;

import io.latchkey.application.shared.ContactParser;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.shared.InvalidValueException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps the newest messages in memory, for development only. Safe for use by several threads. */
public final class DevelopmentInbox {
    private final ContactParser contacts;
    private final int capacity;
    private final Map<OutboxMessageId, InboxMessage> messages = new LinkedHashMap<>();

    /** @param capacity number of messages kept; 1 or more. A new message replaces the oldest one */
    public DevelopmentInbox(ContactParser contacts, int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity must be at least 1");
        }
        this.contacts = contacts;
        this.capacity = capacity;
    }

    /** Keeps a message. A repeated message replaces its earlier copy. */
    public synchronized void add(InboxMessage message) {
        messages.remove(message.id());
        messages.put(message.id(), message);
        if (messages.size() > capacity) {
            Iterator<InboxMessage> oldestFirst = messages.values().iterator();
            oldestFirst.next();
            oldestFirst.remove();
        }
    }

    /** All messages, newest first. */
    public synchronized List<InboxMessage> find() {
        List<InboxMessage> newestFirst = new ArrayList<>(messages.values());
        Collections.reverse(newestFirst);
        return List.copyOf(newestFirst);
    }

    /**
     * Messages to one reader, newest first.
     *
     * @param to an e-mail address or a phone number in any spelling; any other text finds nothing
     */
    public List<InboxMessage> find(String to) {
        Optional<Contact> reader = parse(to);
        return find().stream()
                .filter(message -> reader.isPresent()
                        && message.to().kind() == reader.get().kind()
                        && message.to().key().equals(reader.get().key()))
                .toList();
    }

    private Optional<Contact> parse(String to) {
        try {
            return Optional.of(contacts.parse(to.indexOf('@') < 0 ? ContactKind.PHONE : ContactKind.EMAIL, to));
        } catch (InvalidValueException nobody) {
            return Optional.empty();
        }
    }

    public synchronized void clear() {
        messages.clear();
    }
}
