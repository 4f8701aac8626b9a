package io.latchkey.application.user.service;

import static io.latchkey.application.testkit.Fixtures.EMAIL;
import static io.latchkey.application.testkit.Fixtures.PHONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.testkit.Fixtures;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.user.SecondFactor;
import io.latchkey.domain.user.User;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwoFactorsTest {
    private static final TwoFactors CHOSEN = new TwoFactors(false, false, List.of());
    private static final TwoFactors REQUIRED = new TwoFactors(true, false, List.of());

    private static User having(SecondFactor factor) {
        return Fixtures.anyUser().withPassword(Fixtures.anyHash(), Fixtures.NOW).withSecondFactor(factor, Fixtures.NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "NONE,  false, false, true,  true",
        "SMS,   false, true,  true,  false",
        "EMAIL, false, true,  false, true",
        "NONE,  true,  true,  true,  false",
        "SMS,   true,  true,  true,  false",
        "EMAIL, true,  true,  false, true"
    })
    void lets_the_contact_of_the_second_factor_reset_nothing(
            SecondFactor factor, boolean isRequired, boolean areKept, boolean emailResets, boolean phoneResets) {
        TwoFactors factors = isRequired ? REQUIRED : CHOSEN;
        User user = having(factor);
        assertThat(factors.areKeptBy(user)).isEqualTo(areKept);
        assertThat(factors.mayReset(user, EMAIL)).isEqualTo(emailResets);
        assertThat(factors.mayReset(user, PHONE)).isEqualTo(phoneResets);
    }

    @Test
    void asks_no_second_factor_of_an_account_without_a_first() {
        assertThat(REQUIRED.areKeptBy(Fixtures.anyUser())).isFalse();
    }

    @Test
    void lets_every_contact_reset_where_no_message_carries_the_second_factor() {
        TwoFactors ownCodes = new TwoFactors(true, false, List.of(user -> true));
        User user = having(SecondFactor.NONE);
        assertThat(ownCodes.areKeptBy(user)).isTrue();
        assertThat(ownCodes.mayReset(user, EMAIL)).isTrue();
        assertThat(ownCodes.mayReset(user, PHONE)).isTrue();
    }

    @Test
    void lets_the_only_contact_reset_where_the_operator_allows_it() {
        User user = having(SecondFactor.EMAIL);
        User withoutPhone = user.remove(ContactKind.PHONE, Fixtures.NOW);
        TwoFactors allowing = new TwoFactors(false, true, List.of());
        assertThat(CHOSEN.mayReset(withoutPhone, EMAIL)).isFalse();
        assertThat(allowing.mayReset(withoutPhone, EMAIL)).isTrue();
        assertThat(allowing.mayReset(user, EMAIL)).isFalse();
    }
}
