package io.latchkey.application.session;

import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Contact;

/**
 * Use case: sign in the account that verified a contact, with the code that was sent there. For callers who are to know whether there
 * is one. Never makes a contact an account's own.
 */
public interface SignInHolderUseCase {
    HolderSignIn signIn(Guess guess);

    /**
     * @param purpose what the code must have been sent for
     * @param conceal whether a stranger's contact is answered like an own one with nothing sent
     */
    record Guess(OtpPurpose purpose, Contact contact, OtpCode code, boolean conceal, ClientOrigin origin) {}

    /** Outcome of signing in. */
    sealed interface HolderSignIn {
        record Decided(SignIn outcome) implements HolderSignIn {}

        /** No active account verified the contact; no guess was counted. */
        record UnknownAccount() implements HolderSignIn {}
    }
}
