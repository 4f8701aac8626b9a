package io.latchkey.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsernameTest {
    @ParameterizedTest
    @ValueSource(strings = {"ada", "Ada.Lovelace_1815-x", "1st", "\u00e9va", "\u7528\u6237\u540d", "a\u0301da"})
    void takes_names_with_a_letter(String raw) {
        assertThat(Username.parse(" " + raw + " ").value()).isEqualTo(raw);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ab",
                "123",
                "4915112345678",
                "_ada",
                ".ada",
                "ada@x",
                "ada lovelace",
                "+49ada",
                "ada\u0000",
                "ad\u200ba"
            })
    void refuses_names_that_are_too_short_or_look_like_a_contact(String raw) {
        assertThatThrownBy(() -> Username.parse(raw)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void takes_64_characters_and_no_more() {
        assertThat(Username.parse("a".repeat(64)).key()).hasSize(64);
        assertThatThrownBy(() -> Username.parse("a".repeat(65))).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void refuses_names_that_fold_to_more_than_64_characters() {
        assertThatThrownBy(() -> Username.parse("\ufb03".repeat(22))).isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "Ada, ada",
        "\uff21\uff44\uff41, ada",
        "\ud835\udc00\ud835\udc1d\ud835\udc1a, ada",
        "mi\u212ae, mike",
        "\ufb01sh, fish",
        "e\u0301va, \u00e9va",
        "stra\u00dfe, strasse",
        "STRASSE, strasse",
        "STRA\u1e9eE, strasse",
        "\u03bd\u03b9\u03ba\u03bf\u03c2, \u03bd\u03b9\u03ba\u03bf\u03c3",
        "\u039d\u0399\u039a\u039f\u03a3, \u03bd\u03b9\u03ba\u03bf\u03c3"
    })
    void folds_look_alikes_into_one_key(String raw, String key) {
        assertThat(Username.parse(raw).key()).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada",
                "\u0444\u0451\u0434\u043e\u0440",
                "\u7528\u6237ada",
                "\u30a2\u30c0ada\u540d",
                "\u0905\u0928\u093f\u0932",
                "1st.ada-x"
            })
    void gives_names_whose_letters_are_written_together(String raw) {
        assertThat(Username.choose(raw).value()).isEqualTo(raw);
    }

    /** The letters of the other script look like those of the first. Whoever has such a name may still sign in by it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "p\u0430ypal",
                "\u0430dmin",
                "adm\u03b9n",
                "ad\u0561m",
                "a1\u0665b",
                "\u0915admin",
                "ada\u0301\u0301"
            })
    void gives_no_name_of_mixed_scripts(String raw) {
        assertThat(Username.parse(raw)).isNotNull();
        assertThatThrownBy(() -> Username.choose(raw))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("different scripts");
    }

    @Test
    void folds_a_key_no_further() {
        for (String raw : new String[] {"Stra\u00dfe", "\u0130stanbul", "\u1e9eabc", "\u03a3\u03a3\u03a3"}) {
            String key = Username.parse(raw).key();
            assertThat(Username.parse(key).key()).isEqualTo(key);
        }
    }

    @Test
    void never_shares_a_login_key_with_a_contact() {
        assertThat(new LoginName.ByUsername(new Username("ada")).key()).isEqualTo("username:ada");
        assertThat(new LoginName.ByContact(new EmailAddress("Ada@example.org")).key())
                .isEqualTo("email:ada@example.org");
        assertThat(new LoginName.ByContact(new PhoneNumber("+1234567")).key()).isEqualTo("sms:+1234567");
        assertThat(new LoginName.Unusable("??")).hasToString("Unusable");
    }
}
