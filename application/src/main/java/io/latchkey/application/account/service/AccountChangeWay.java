package io.latchkey.application.account.service;

import io.latchkey.application.account.AccountChange;
import io.latchkey.application.account.AccountFault;
import io.latchkey.domain.user.PasswordHash;
import io.latchkey.domain.user.User;
import java.util.Optional;
import java.util.Set;

/** The steps of an account change that depend on how new contacts are proven. */
interface AccountChangeWay {
    /** Whether the change adds or replaces a verified contact, now or once a code is verified. */
    boolean addsContact();

    /**
     * Whether the change counts against the account's limit, because it can probe names or contacts, or needs a
     * password hash.
     */
    boolean isCounted(User after);

    /** Finds the faults that are told before the password is hashed; empty when there are none. */
    Set<AccountFault> look();

    /**
     * Saves the account, in units of work of its own.
     *
     * @throws io.latchkey.application.user.port.UsernameTakenException when another account holds the username
     */
    AccountChange save(User after, Optional<PasswordHash> password);
}
