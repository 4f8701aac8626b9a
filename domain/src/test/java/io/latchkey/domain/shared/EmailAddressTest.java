package io.latchkey.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
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
                "\u0938\u0902\u092a\u0930\u094d\u0915@\u0921\u093e\u091f\u093e\u092e\u0947\u0932.\u092d\u093e\u0930\u0924",
                "info@example.\u092d\u093e\u0930\u0924",
                "\u0e1c\u0e39\u0e49\u0e43\u0e0a\u0e49@\u0e15\u0e31\u0e27\u0e2d\u0e22\u0e48\u0e32\u0e07.\u0e44\u0e17\u0e22",
                "\u0645\u062b\u0627\u0644@\u0645\u062b\u0627\u0644.\u0645\u0635\u0631",
                "\u05d3\u05d5\u05d2\u05de\u05d4@\u05d3\u05d5\u05d2\u05de\u05d4.\u05e7\u05d5\u05dd",
                "a@\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645.\u0627\u06cc\u0631\u0627\u0646",
                "a@stra\u00dfe.example",
                "a@r3---sn-abc.example"
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
                "ada@example.org.",
                "\u094dada@example.org",
                "ada@\u0301example.org",
                "ada@xn--a.example",
                "ada@xn--bcher-kvb.example",
                "ada@a\u05d0.example",
                "ada@a\u200cb.example",
                "ada@example.123"
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

    /** RFC 5321 §4.5.3.1 and RFC 6531 count octets. */
    @Test
    void counts_octets_and_not_characters() {
        assertThat(EmailAddress.parse("\u00e9".repeat(32) + "@example.org")).isNotNull();
        assertThatThrownBy(() -> EmailAddress.parse("\u00e9".repeat(33) + "@example.org"))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> EmailAddress.parse("\u0130".repeat(64) + "@" + "d".repeat(60) + ".example.org"))
                .isInstanceOf(InvalidValueException.class);
    }

    /** Each pair is one domain in the DNS (UTS #46, non-transitional). */
    @ParameterizedTest
    @CsvSource({
        "ada@b\u00fccher.example, ada@xn--bcher-kva.example",
        "ada@B\u00dcCHER.example, ada@XN--BCHER-KVA.example",
        "ada@bu\u0308cher.example, ada@xn--bcher-kva.EXAMPLE",
        "ada@stra\u00dfe.example, ada@xn--strae-oqa.example",
        "ada@\u03c3\u03bf\u03c6\u03bf\u03c2.example, ada@xn--0xaajbq.example",
        "ada@\u4f8b\u5b50\u3002\u6d4b\u8bd5, ada@xn--fsqu00a.xn--0zwm56d",
        "ada@\u092d\u093e\u0930\u0924.example, ada@xn--h2brj9c.example"
    })
    void takes_both_spellings_of_a_domain_for_one(String inLetters, String inAscii) {
        EmailAddress email = EmailAddress.parse(inLetters);
        assertThat(email).isEqualTo(EmailAddress.parse(inAscii));
        assertThat(email.key()).isEqualTo(inAscii.toLowerCase(Locale.ROOT));
        assertThat(email.withAsciiDomain()).isEqualTo(inAscii.toLowerCase(Locale.ROOT));
    }

    /** The same text in Unicode's decomposed form, as some file systems and keyboards give it (RFC 6532 §3.1). */
    @Test
    void takes_both_forms_of_an_accented_letter_for_one() {
        EmailAddress email = EmailAddress.parse("e\u0301ric@example.org");
        assertThat(email).isEqualTo(EmailAddress.parse("\u00e9ric@example.org"));
        assertThat(email.value()).isEqualTo("\u00e9ric@example.org");
    }

    /** Each pair is two domains in the DNS, which may have two owners. */
    @ParameterizedTest
    @CsvSource({
        "a@stra\u00dfe.example, a@strasse.example",
        "a@\u03c3\u03bf\u03c6\u03bf\u03c2.example, a@\u03c3\u03bf\u03c6\u03bf\u03c3.example",
        "a@\u0131stanbul.example, a@istanbul.example",
        "a@b\u00fccher.example, a@bucher.example"
    })
    void never_takes_two_domains_for_one(String one, String other) {
        assertThat(EmailAddress.parse(one).key())
                .isNotEqualTo(EmailAddress.parse(other).key());
        assertThat(EmailAddress.parse(one).withAsciiDomain())
                .isNotEqualTo(EmailAddress.parse(other).withAsciiDomain());
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
