package io.latchkey.application.account;

/** Use case: register an account. */
public interface RegisterUseCase {
    /**
     * Registers the account.
     *
     * @throws io.latchkey.domain.shared.InvalidValueException when the name or the password is refused, when the
     *     account has neither a username nor a contact, or when it could not sign in
     */
    Registration register(RegisterCommand command);
}
