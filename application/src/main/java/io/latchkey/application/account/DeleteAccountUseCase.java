package io.latchkey.application.account;

import io.latchkey.application.session.Caller;
import io.latchkey.application.session.CurrentPassword;
import java.util.Optional;

/** Use case: delete the caller's own account and all its data. */
public interface DeleteAccountUseCase {
    /**
     * Deletes the account.
     *
     * @param current the current password in place of a recent sign-in
     */
    AccountDeletion delete(Caller caller, Optional<CurrentPassword> current);
}
