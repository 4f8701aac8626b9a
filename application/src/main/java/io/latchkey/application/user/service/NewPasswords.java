package io.latchkey.application.user.service;

import io.latchkey.application.user.port.CommonPasswords;
import io.latchkey.application.user.port.PasswordHasher;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.user.Password;
import io.latchkey.domain.user.PasswordHash;
import io.latchkey.domain.user.PasswordPolicies;
import java.util.List;

/** Checks every new password against the rules of the app whose client sets it, and hashes it. */
public final class NewPasswords {
    private final PasswordPolicies policies;
    private final CommonPasswords common;
    private final PasswordHasher hasher;

    public NewPasswords(PasswordPolicies policies, CommonPasswords common, PasswordHasher hasher) {
        this.policies = policies;
        this.common = common;
        this.hasher = hasher;
    }

    /**
     * Checks the rules for all accounts.
     *
     * @param field the caller's name of the password
     * @param app see {@link io.latchkey.application.shared.ClientOrigin#app}
     * @throws InvalidValueException in this field, when the password is refused
     */
    public void check(String field, Password password, String app) {
        check(field, password, app, List.of());
    }

    /**
     * Checks the rules for an account.
     *
     * @param field the caller's name of the password
     * @param app see {@link io.latchkey.application.shared.ClientOrigin#app}
     * @param accountWords see {@link io.latchkey.domain.user.AccountWords}
     * @throws InvalidValueException in this field, when the password is refused
     */
    public void check(String field, Password password, String app, List<String> accountWords) {
        try {
            policies.of(app).check(password, common::contains, accountWords);
        } catch (InvalidValueException refused) {
            throw refused.in(field);
        }
    }

    /**
     * Hashes a password, slowly. Never called in a unit of work.
     *
     * @throws io.latchkey.application.user.port.HasherBusyException when too many are being hashed already
     */
    public PasswordHash hash(Password password) {
        return hasher.hash(password);
    }
}
