package io.latchkey.application.account;

/** Use case: make an account. */
public interface RegisterUserUseCase {
    /** @throws io.latchkey.domain.shared.InvalidValueException when the password is refused or nothing names the account */
    Registration register(RegisterUserCommand command);
}
