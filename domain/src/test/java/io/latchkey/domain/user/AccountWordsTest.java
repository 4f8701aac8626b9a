package io.latchkey.domain.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.shared.Username;
import org.junit.jupiter.api.Test;

class AccountWordsTest {
    @Test
    void are_names_addresses_and_numbers_whole_and_in_parts() {
        assertThat(AccountWords.of(
                        new Username("countess"),
                        "Ada  King",
                        new EmailAddress("ada@example.org"),
                        new PhoneNumber("+4915112345678")))
                .containsExactly(
                        "countess",
                        "Ada  King",
                        "Ada",
                        "King",
                        "ada@example.org",
                        "ada",
                        "+4915112345678",
                        "4915112345678");
    }

    @Test
    void are_none_for_an_account_without_names() {
        assertThat(AccountWords.of(null, null, null, null)).isEmpty();
    }
}
