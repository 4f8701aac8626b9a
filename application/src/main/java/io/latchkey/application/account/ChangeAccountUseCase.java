package io.latchkey.application.account;

/** Use case: change the caller's own account. A new password ends all other sessions and all codes under way. */
public interface ChangeAccountUseCase {
    /**
     * Changes the account.
     *
     * @throws io.latchkey.domain.shared.InvalidValueException when the name or password is refused, when the account
     *     would have no name, or when the second factor would have no verified contact
     * @throws io.latchkey.application.shared.port.ConcurrentChangeException when another call changed the account
     *     meanwhile
     */
    AccountChange change(ChangeAccountCommand command);
}
