package io.latchkey.application.session;

/**
 * Use case: sign in by password, by code or by both.
 *
 * <p>These rules apply to every command. A failure is counted before it is answered, and a success counts only if its
 * try was within the limits. Tries are limited per client address. Wrong passwords are counted per account and origin,
 * which makes that origin wait. They are also counted per account, which stops its passwords at a hundred. If the
 * password is replaced during the comparison, it is compared again. An account with a second factor never opens a
 * session by one factor alone. A code signs in only while its contact is still the account's own.
 */
public interface SignInUseCase {
    SignIn signIn(SignInCommand command);
}
