package io.latchkey.application.account.service;

import io.latchkey.application.account.AccountFault;
import io.latchkey.application.account.NewAccount;
import io.latchkey.application.account.Registration;
import io.latchkey.application.shared.Requester;
import io.latchkey.domain.user.PasswordHash;
import java.util.Optional;
import java.util.Set;

/** The steps of registering that depend on how contacts are proven. */
interface RegistrationWay {
    /**
     * Refuses bad input before anything is counted.
     *
     * @throws io.latchkey.domain.shared.InvalidValueException when a member is refused or missing
     */
    void check(NewAccount account, Requester requester);

    /** Finds the faults that are told before the password is hashed; empty when there are none. */
    Set<AccountFault> look(NewAccount account);

    /**
     * Saves the account, in units of work of its own.
     *
     * @throws io.latchkey.application.user.port.UsernameTakenException when another account holds the username
     */
    Registration save(NewAccount account, Optional<PasswordHash> hash, Requester requester);
}
