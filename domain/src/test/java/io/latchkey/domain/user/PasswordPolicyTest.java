package io.latchkey.domain.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.domain.shared.InvalidValueException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordPolicyTest {
    private static final PasswordPolicy POLICY = new PasswordPolicy(8, List.of("latchkey", "Harbour Bank"));

    private static void check(String password) {
        POLICY.check(new Password(password), "iloveyou"::equalsIgnoreCase, List.of("Ada.Lovelace", "ada@example.org"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery",
                "abcabcab",
                "        x y",
                "\u5bc6\u7801\u5bc6\u7801\u5bc6\u7801\u5bc6\u7834"
            })
    void asks_for_length_and_nothing_of_composition(String password) {
        assertThatCode(() -> check(password)).doesNotThrowAnyException();
    }

    @Test
    void counts_characters_and_not_their_bytes_or_halves() {
        String sevenRockets = "\ud83d\ude80\ud83d\ude81\ud83d\ude82".repeat(2) + "\ud83d\ude83";
        assertThatThrownBy(() -> check(sevenRockets)).hasMessage("must be at least 8 characters long");
        assertThatCode(() -> check(sevenRockets + "!")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"iloveyou", "ILoveYou"})
    void refuses_well_known_passwords_in_any_case(String password) {
        assertThatThrownBy(() -> check(password)).hasMessageContaining("attackers try first");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada.lovelace", "ADA@example.org", "Ada.Lovelace1815", "!!ada.lovelace!!"})
    void refuses_the_accounts_own_names(String password) {
        assertThatThrownBy(() -> check(password)).hasMessage("must not be the account's own name or address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Latchkey", "latchkey2026!", "2026harbour bank", "LatchkeyLatchkey", "xlatchkey.1"})
    void refuses_the_names_of_the_site(String password) {
        assertThatThrownBy(() -> check(password)).hasMessage("must not be the name of this site");
    }

    @ParameterizedTest
    @ValueSource(strings = {"my latchkey is lost", "ada.lovelace wrote programs"})
    void takes_such_words_within_a_longer_password(String password) {
        assertThatCode(() -> check(password)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"aaaaaaaaaaaa", "abababababab", "AaAaAaAaAaAa"})
    void refuses_one_or_two_characters_over_and_over(String password) {
        assertThatThrownBy(() -> check(password)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void asks_for_8_to_64_characters_at_least() {
        assertThat(new PasswordPolicy(64).minLength()).isEqualTo(64);
        assertThatIllegalArgumentException().isThrownBy(() -> new PasswordPolicy(7));
        assertThatIllegalArgumentException().isThrownBy(() -> new PasswordPolicy(65));
    }

    @Test
    void reads_passwords_in_nfc_and_otherwise_untouched() {
        assertThat(new Password("e\u0301")).isEqualTo(new Password("\u00e9"));
        assertThat(new Password(" Ab ").value()).isEqualTo(" Ab ");
        assertThat(new Password("\uff41").value()).isEqualTo("\uff41");
    }

    @Test
    void takes_passwords_of_1_to_256_characters() {
        assertThat(new Password("\ud83d\ude80".repeat(256)).length()).isEqualTo(256);
        assertThatThrownBy(() -> new Password("\ud83d\ude80".repeat(257))).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new Password("")).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new Password("a\u0000b")).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void prints_neither_password_nor_hash() {
        assertThat(new Password("correct horse")).hasToString("Password[redacted]");
        assertThat(new PasswordHash("$argon2id$x")).hasToString("PasswordHash[redacted]");
    }
}
