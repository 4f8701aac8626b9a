package io.latchkey.application.shared.service;

import io.latchkey.application.shared.port.Digester;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.LoginName;

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
        return of(contact.kind().storedName() + ':' + contact.key());
    }

    /** The digest of a login; of a contact it is the contact's. */
    public String of(LoginName login) {
        return login.fold(
                byUsername -> of(login.key()), byContact -> of(byContact.contact()), unusable -> of(login.key()));
    }

    /** The digest of what a limit counts. */
    public String of(String subject) {
        return digester.keyed("audit\n" + subject).toString();
    }
}
