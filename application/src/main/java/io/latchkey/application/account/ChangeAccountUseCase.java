package io.latchkey.application.account;

/** Use case: change the own account. A new password ends all other sessions and all codes under way. */
public interface ChangeAccountUseCase {
    /**
     * @throws io.latchkey.domain.shared.InvalidValueException when the name or password is refused, when the account would be left
     *     without a name, or the second factor without a verified contact
     * @throws io.latchkey.application.shared.port.ConcurrentChangeException when somebody changed the account meanwhile
     */
    AccountChange change(ChangeAccountCommand command);
}
