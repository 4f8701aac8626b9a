package io.latchkey.domain.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordPoliciesTest {
    private static final PasswordRules SITE = new PasswordPolicy(12);
    private static final PasswordRules LENGTH = new PasswordLength(8);

    private static void check(String password) {
        LENGTH.check(new Password(password), common -> true, List.of("ada@example.org"));
    }

    @Test
    void gives_an_app_its_own_rules_and_all_others_those_of_the_site() {
        PasswordPolicies policies = new PasswordPolicies(SITE, Map.of("acme", LENGTH));
        assertThat(policies.of("acme")).isSameAs(LENGTH);
        assertThat(policies.of("native")).isSameAs(SITE);
        assertThat(new PasswordPolicies(SITE).of("acme")).isSameAs(SITE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"password123", "12345678", "aaaaaaaa", "ada@example.org"})
    void asks_for_nothing_but_a_length(String password) {
        assertThatCode(() -> check(password)).doesNotThrowAnyException();
    }

    @Test
    void refuses_one_character_less() {
        assertThatThrownBy(() -> check("1234567"))
                .isInstanceOfSatisfying(
                        PasswordTooShortException.class,
                        refused -> assertThat(refused.minLength()).isEqualTo(8));
        assertThatIllegalArgumentException().isThrownBy(() -> new PasswordLength(0));
    }
}
