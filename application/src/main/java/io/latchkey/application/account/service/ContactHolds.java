package io.latchkey.application.account.service;

import io.latchkey.application.retrylock.port.RetryLockRepository;
import io.latchkey.application.user.service.LoginKeys;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.LoginName;
import java.util.List;

/**
 * Lets one caller at a time take a free contact. No account's row exists that could be locked. The row of the contact's
 * retry lock is locked instead; it carries no data and the next purge deletes it.
 */
final class ContactHolds {
    private final RetryLockRepository rows;
    private final LoginKeys logins;

    ContactHolds(RetryLockRepository rows, LoginKeys logins) {
        this.rows = rows;
        this.logins = logins;
    }

    /**
     * Holds the contacts until the unit of work ends. All callers hold them in the same order, so that no two wait for
     * each other.
     */
    void hold(List<? extends Contact> contacts) {
        contacts.stream()
                .map(contact -> logins.of(new LoginName.ByContact(contact)))
                .sorted()
                .forEach(rows::findForUpdate);
    }
}
