package io.latchkey.application.retrylock;

import io.latchkey.domain.otp.OtpCode;

/**
 * Use case: sign in where few wrong passwords lock an account for everybody, with or without a code after the password. A stranger's
 * login counts, locks and answers like an account's.
 */
public interface SignInUnderRetryLockUseCase {
    /** Signs in by password alone. */
    RetryLockSignIn signIn(RetryLockSignInCommand command);

    /** Sends a code where the password is right; the account's code before it is void. */
    RetryLockSignIn sendCode(RetryLockSignInCommand command);

    /** Signs in by password and the code that was sent; a contact the account only claimed so far is verified by it. */
    RetryLockSignIn signIn(RetryLockSignInCommand command, OtpCode code);
}
