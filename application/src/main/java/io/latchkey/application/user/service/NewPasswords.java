package io.latchkey.application.user.service;

import io.latchkey.application.user.port.CommonPasswords;
import io.latchkey.application.user.port.PasswordHasher;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.shared.Username;
import io.latchkey.domain.user.Password;
import io.latchkey.domain.user.PasswordHash;
import io.latchkey.domain.user.PasswordPolicy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks every new password against the policy and hashes it. */
public final class NewPasswords {
    private static final List<String> PRODUCT_WORDS = List.of("latchkey");

    private final PasswordPolicy policy;
    private final CommonPasswords common;
    private final PasswordHasher hasher;

    public NewPasswords(PasswordPolicy policy, CommonPasswords common, PasswordHasher hasher) {
        this.policy = policy;
        this.common = common;
        this.hasher = hasher;
    }

    /**
     * Checks the rules for all accounts.
     *
     * @param field the caller's name of the password
     * @throws InvalidValueException in this field, when the password is refused
     */
    public void check(String field, Password password) {
        check(field, password, PRODUCT_WORDS);
    }

    /**
     * Checks the rules for an account with these names.
     *
     * @param field the caller's name of the password
     * @throws InvalidValueException in this field, when the password is refused
     */
    public void check(String field, Password password, @Nullable Username username, @Nullable EmailAddress email) {
        List<String> words = new ArrayList<>(PRODUCT_WORDS);
        if (username != null) {
            words.add(username.value());
        }
        if (email != null) {
            words.add(email.value());
            words.add(email.value().substring(0, email.value().lastIndexOf('@')));
        }
        check(field, password, words);
    }

    private void check(String field, Password password, List<String> words) {
        try {
            policy.check(password, common::contains, words);
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
