package io.latchkey.application.account;

/** Use case: make an account. */
public interface RegisterUseCase {
    /**
     * @throws io.latchkey.domain.shared.InvalidValueException when the name or the password is refused, or nothing names the
     *     account, or it could not sign in
     */
    Registration register(RegisterCommand command);
}
