package io.latchkey.application.session;

/**
 * Use case: sign in, by password, by code or by both.
 *
 * <p>Whatever the command, these rules hold. A failure is counted before it is answered, and a success counts only if it was one of
 * the tries allowed. Tries are limited per client address. Wrong passwords are counted per account and origin, which makes that
 * origin wait, and per account as a whole, which stops its passwords at a hundred. A password that is replaced while it is compared
 * is compared again. An account with a second factor never opens a session by one factor alone. A code signs in only while the
 * contact it was sent to is the account's own.
 */
public interface SignInUseCase {
    SignIn signIn(SignInCommand command);
}
