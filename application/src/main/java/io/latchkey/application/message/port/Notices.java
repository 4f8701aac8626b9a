package io.latchkey.application.message.port;

import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.shared.Contact;
import java.util.List;
import java.util.Locale;

/** Promises messages that tell an owner what happened to the account (OWASP ASVS 5.0, 6.3.7). */
public interface Notices {
    /** Promises the notice to each of these contacts. It goes out when the surrounding unit of work commits, and not otherwise. */
    void send(MessageKind kind, List<Contact> contacts, Locale locale);

    /** Does the work of promising one notice, but none goes out. So a notice that nobody gets takes as long as one that goes out. */
    void pretend(MessageKind kind, Locale locale);
}
