package io.latchkey.application.session;

/** Use case: sign in with a password. */
public interface SignInWithPasswordUseCase {
    SignIn signIn(SignInCommand command);
}
