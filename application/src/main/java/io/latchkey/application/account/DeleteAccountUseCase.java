package io.latchkey.application.account;

import io.latchkey.application.session.Caller;

/** Use case: delete the caller's own account and all its data. */
public interface DeleteAccountUseCase {
    Deletion delete(Caller caller);

    /** Outcome of deleting. */
    enum Deletion {
        DELETED,
        /** The sign-in is too old (OWASP ASVS 5.0, 7.5.1). */
        NEEDS_RECENT_SIGN_IN
    }
}
