package io.latchkey.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada@example.org",
                "a@b.co",
                "ada.lovelace+news@mail.example.org",
                "o'neil_%x@ex-ample.museum",
                "j\u00fcrgen@b\u00fccher.example",
                "\u7528\u6237@\u4f8b\u5b50.\u6d4b\u8bd5",
                "a@xn--bcher-kva.example"
            })
    void takes_addresses_as_people_have_them(String raw) {
        assertThat(EmailAddress.parse(raw).value()).isEqualTo(raw);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ada",
                "@example.org",
                "ada@",
                "ada@example",
                "ada@@example.org",
                "ada lovelace@example.org",
                ".ada@example.org",
                "ada.@example.org",
                "a..b@example.org",
                "ada@-example.org",
                "ada@example-.org",
                "ada@exa_mple.org",
                "ada@127.0.0.1",
                "ada@[127.0.0.1]",
                "\"ada\"@example.org",
                "ada@example.org\r\nBcc: eve@example.org",
                "ada\n@example.org",
                "ada,eve@example.org",
                "<ada@example.org>",
                "ada@example.org."
            })
    void refuses_what_is_none_without_repeating_it(String raw) {
        assertThatThrownBy(() -> EmailAddress.parse(raw))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("must be an e-mail address such as ada@example.org");
    }

    @Test
    void refuses_addresses_that_are_too_long() {
        String domain = "@" + "d".repeat(60) + ".example.org";
        assertThat(EmailAddress.parse("a".repeat(64) + domain)).isNotNull();
        assertThatThrownBy(() -> EmailAddress.parse("a".repeat(65) + domain)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> EmailAddress.parse("a@" + "d.".repeat(130) + "org"))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void keeps_the_local_part_and_lowers_the_domain() {
        assertThat(EmailAddress.parse(" Ada@Example.ORG ").value()).isEqualTo("Ada@example.org");
    }

    @Test
    void compares_in_any_case() {
        assertThat(EmailAddress.parse("ADA@example.org").key())
                .isEqualTo(EmailAddress.parse("ada@EXAMPLE.org").key());
        assertThat(EmailAddress.parse("\u00c9va@example.org").key())
                .isEqualTo(EmailAddress.parse("\u00e9va@example.org").key());
        assertThat(EmailAddress.parse("ada.x@example.org").key())
                .isNotEqualTo(EmailAddress.parse("adax@example.org").key());
    }

    /** If two mailboxes had one key, the holder of one would get the codes of the other. */
    @ParameterizedTest
    @ValueSource(
            strings = {"mi\u212ae@example.org", "\uff4dike@example.org", "\u212bsa@example.org", "\ufb01@example.org"})
    void refuses_local_parts_whose_letters_only_look_like_others(String raw) {
        assertThatThrownBy(() -> EmailAddress.parse(raw)).isInstanceOf(InvalidValueException.class);
    }

    /** A mail server folds such domains anyway (RFC 5895), so all of them are one destination. */
    @ParameterizedTest
    @ValueSource(strings = {"ada@\uff45xample.org", "ada@EXAMPLE.org", "ada@example.or\uff47", "ada@exam\uff30le.org"})
    void folds_domains_whose_letters_only_look_like_others(String raw) {
        assertThat(EmailAddress.parse(raw)).isEqualTo(new EmailAddress("ada@example.org"));
    }

    @ParameterizedTest
    @CsvSource({
        "ada@example.org, a***a@example.org",
        "ab@example.org, a***@example.org",
        "a@example.org, a***@example.org",
        "abc@example.org, a***c@example.org"
    })
    void is_masked_beyond_use_for_others(String raw, String masked) {
        assertThat(EmailAddress.parse(raw).masked()).isEqualTo(masked);
        assertThat(EmailAddress.parse(raw)).hasToString(masked);
    }

    @Test
    void masks_whole_characters() {
        EmailAddress email = EmailAddress.parse("\ud840\udc00a\ud840\udc01@example.org");
        assertThat(email.masked()).isEqualTo("\ud840\udc00***\ud840\udc01@example.org");
    }

    @Test
    void reads_back_what_it_was_stored_as() {
        EmailAddress email = EmailAddress.parse("Ada@Example.org");
        assertThat(Contact.of(email.kind(), email.value())).isEqualTo(email);
    }
}
