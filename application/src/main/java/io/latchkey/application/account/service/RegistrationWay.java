package io.latchkey.application.account.service;

import io.latchkey.application.account.AccountFault;
import io.latchkey.application.account.NewAccount;
import io.latchkey.application.account.Registration;
import io.latchkey.application.shared.Requester;
import io.latchkey.domain.user.PasswordHash;
import java.util.Optional;
import java.util.Set;

/** What registering does differently for one way of proving contacts. */
interface RegistrationWay {
    /**
     * Refuses what can be refused before anything is counted.
     *
     * @throws io.latchkey.domain.shared.InvalidValueException when a member is refused or missing
     */
    void check(NewAccount account, Requester requester);

    /** Faults that are told before the password is hashed; empty when there are none. */
    Set<AccountFault> look(NewAccount account);

    /**
     * Saves the account, in units of work of its own.
     *
     * @throws io.latchkey.application.user.port.UsernameTakenException when another account holds the username
     */
    Registration save(NewAccount account, Optional<PasswordHash> hash, Requester requester);
}
