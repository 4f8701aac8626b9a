package io.latchkey.application.account.service;

import io.latchkey.application.account.AccountChange;
import io.latchkey.application.account.AccountFault;
import io.latchkey.domain.user.PasswordHash;
import io.latchkey.domain.user.User;
import java.util.Optional;
import java.util.Set;

/** What a change of an account does differently for one way of proving new contacts. */
interface AccountChangeWay {
    /** @param after the account after the edits, its new contacts not yet proven */
    boolean needsRecentSignIn(User after);

    /** Whether the change counts against the account's limit, because names or contacts can be probed by it, or a hash is made. */
    boolean isCounted(User after);

    /** Faults that are told before the password is hashed; empty when there are none. */
    Set<AccountFault> look();

    /**
     * Saves the account, in units of work of its own.
     *
     * @throws io.latchkey.application.user.port.UsernameTakenException when another account holds the username
     */
    AccountChange save(User after, Optional<PasswordHash> password);
}
