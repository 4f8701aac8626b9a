package io.latchkey.application.shared.service;

import io.latchkey.application.shared.port.Digester;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.LoginName;
import java.util.UUID;

/**
 * Names people in the audit trail by keyed digests. Equal subjects have equal digests, so that lines about one person can
 * be found, and nobody can read whom they are about.
 */
public final class AuditSubjects {
    private final Digester digester;

    public AuditSubjects(Digester digester) {
        this.digester = digester;
    }

    public String of(Contact contact) {
        return idOf(contact).toString();
    }

    /** The digest of a login; of a contact it is the contact's. */
    public String of(LoginName login) {
        return idOf(login).toString();
    }

    /** The digest of what a limit counts. */
    public String of(String subject) {
        return digest(subject).toString();
    }

    /** The digest of a contact, for records that keep it as an id. */
    public UUID idOf(Contact contact) {
        return digest(contact.kind().storedName() + ':' + contact.key());
    }

    /** The digest of a login as an id. */
    public UUID idOf(LoginName login) {
        return login.fold(
                byUsername -> digest(login.key()),
                byContact -> idOf(byContact.contact()),
                unusable -> digest(login.key()));
    }

    private UUID digest(String subject) {
        return digester.keyed("audit\n" + subject);
    }
}
