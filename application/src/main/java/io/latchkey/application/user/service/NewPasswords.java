package io.latchkey.application.user.service;

import io.latchkey.application.user.port.CommonPasswords;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.shared.Username;
import io.latchkey.domain.user.Password;
import io.latchkey.domain.user.PasswordPolicy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks of every new password what the policy asks, wherever it is set. */
public final class NewPasswords {
    private static final List<String> PRODUCT_WORDS = List.of("latchkey");

    private final PasswordPolicy policy;
    private final CommonPasswords common;

    public NewPasswords(PasswordPolicy policy, CommonPasswords common) {
        this.policy = policy;
        this.common = common;
    }

    /** @throws InvalidValueException when the password is refused for anybody */
    public void check(Password password) {
        policy.check(password, common::contains, PRODUCT_WORDS);
    }

    /** @throws InvalidValueException when the password is refused for the account with these names */
    public void check(Password password, @Nullable Username username, @Nullable EmailAddress email) {
        List<String> words = new ArrayList<>(PRODUCT_WORDS);
        if (username != null) {
            words.add(username.value());
        }
        if (email != null) {
            words.add(email.value());
            words.add(email.value().substring(0, email.value().lastIndexOf('@')));
        }
        policy.check(password, common::contains, words);
    }
}
