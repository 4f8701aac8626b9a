package io.latchkey.application.session;

/**
 * Use case: sign in with a code that was sent by {@link io.latchkey.application.otp.SendCodeUseCase} or a registration. {@link
 * SignIn.WrongCode} also when another account verified the contact first.
 */
public interface SignInByCodeUseCase {
    SignIn signIn(CodeSignInCommand command);
}
