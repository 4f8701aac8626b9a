package io.latchkey.application.account;

/** Use case: change the own account. */
public interface ChangeAccountUseCase {
    /**
     * @throws io.latchkey.domain.shared.InvalidValueException when the account would be left without a name or the second factor
     *     without a verified contact
     */
    AccountChange change(ChangeAccountCommand command);
}
