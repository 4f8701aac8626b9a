package io.latchkey.application.account.service;

import io.latchkey.application.retrylock.port.RetryLockRepository;
import io.latchkey.application.user.service.LoginKeys;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.LoginName;
import java.util.List;

/**
 * Lets one caller at a time take a contact that nobody has: there is no row of an account yet to lock. What is locked in its place is
 * the row of the contact's retry lock, which says nothing and goes with the next purge.
 */
final class ContactHolds {
    private final RetryLockRepository rows;
    private final LoginKeys logins;

    ContactHolds(RetryLockRepository rows, LoginKeys logins) {
        this.rows = rows;
        this.logins = logins;
    }

    /** Holds the contacts until the unit of work ends, in one order for all callers, so that no two wait for each other. */
    void hold(List<? extends Contact> contacts) {
        contacts.stream()
                .map(contact -> logins.of(new LoginName.ByContact(contact)))
                .sorted()
                .forEach(rows::findForUpdate);
    }
}
