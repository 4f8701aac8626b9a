package io.latchkey.domain.user;

import io.latchkey.domain.shared.InvalidValueException;
import java.util.List;
import java.util.function.Predicate;

/** Requirements of a new password. */
public sealed interface PasswordRules permits PasswordPolicy, PasswordLength {
    /**
     * Checks a new password.
     *
     * @param isCommon tells whether the whole password is on a block list
     * @param accountWords words of the account that an attacker tries first: its username, name, addresses and numbers
     * @throws InvalidValueException when the password is refused; its reason says why
     */
    void check(Password password, Predicate<String> isCommon, List<String> accountWords);
}
