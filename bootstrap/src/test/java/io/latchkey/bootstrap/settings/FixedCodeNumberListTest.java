package io.latchkey.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.adapters.platform.numbering.NumberingPlans;
import io.latchkey.application.shared.ContactParser;
import io.latchkey.application.shared.service.NumberingPlanContactParser;
import io.latchkey.bootstrap.settings.key.InvalidSettingException;
import io.latchkey.domain.otp.FixedCodeNumbers;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.PhoneNumber;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FixedCodeNumberListTest {
    private static final Instant NOW = Instant.parse("2027-01-01T12:00:00Z");
    private static final PhoneNumber PHONE = new PhoneNumber("+15005550006");
    private static final ContactParser CONTACTS = new NumberingPlanContactParser(new NumberingPlans("US"));
    private static final String GOOD = "+15005550006=135790;until=2027-03-31;from=17.1.0.0/16 2001:db8::/32";

    private static FixedCodeNumberList read(String mode, String entries, Map<String, String> others) {
        Map<String, String> values = new HashMap<>(others);
        values.put("latchkey.mode", mode);
        values.put("latchkey.test-numbers", entries);
        return FixedCodeNumberList.read(SettingsFixture.of(values), CONTACTS, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static FixedCodeNumberList read(String mode, String entries) {
        return read(mode, entries, Map.of());
    }

    @Test
    void lists_nobody_where_nothing_is_set() {
        FixedCodeNumberList list =
                FixedCodeNumberList.read(SettingsFixture.of(Map.of()), CONTACTS, Clock.fixed(NOW, ZoneOffset.UTC));
        assertThat(list.warnings()).isEmpty();
        assertThat(list.numbers().find(PHONE, "17.0.0.1", NOW)).isEmpty();
    }

    @Test
    void reads_code_end_and_addresses() {
        FixedCodeNumbers numbers = read("production", GOOD).numbers();
        assertThat(numbers.find(PHONE, "17.1.2.3", NOW).orElseThrow().code().value())
                .isEqualTo("135790");
        assertThat(numbers.find(PHONE, "2001:db8::7", NOW)).isPresent();
        assertThat(numbers.find(PHONE, "::ffff:17.1.2.3", NOW)).isPresent();
        assertThat(numbers.find(PHONE, "18.0.0.1", NOW)).isEmpty();
        assertThat(numbers.find(PHONE, "2001:db9::7", NOW)).isEmpty();
        assertThat(numbers.find(PHONE, "17.1.2.3", Instant.parse("2027-03-31T23:59:59.999Z")))
                .isPresent();
        assertThat(numbers.find(PHONE, "17.1.2.3", Instant.parse("2027-04-01T00:00:00Z")))
                .isEmpty();
    }

    @Test
    void needs_neither_end_nor_addresses_in_dev_mode() {
        FixedCodeNumberList list = read("dev", "a=b@example.org=13579024");
        assertThat(list.numbers().find(EmailAddress.parse("a=b@example.org"), "203.0.113.1", NOW))
                .isPresent();
        assertThat(list.warnings())
                .contains("Fixed codes are live for test numbers: a***b@example.org without an end.");
    }

    @Test
    void refuses_a_date_after_which_there_is_no_day() {
        assertThatThrownBy(() -> read("dev", "+15005550006=123456;until=+999999999-12-31"))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("must have a date such as 2027-03-31 as until");
    }

    @Test
    void warns_of_what_is_live_and_of_what_is_over() {
        FixedCodeNumberList list = read(
                "production",
                GOOD
                        + ", +12025550123=246801;until=2026-12-31, ada@example.org=246801;until=2027-01-01;from=192.0.2.1");
        assertThat(list.warnings())
                .startsWith(
                        "Test number +12*******23 ended on 2026-12-31; it is ignored.",
                        "Fixed codes are live for test numbers: +15*******06 until 2027-03-31, a***a@example.org until"
                                + " 2027-01-01.");
        assertThat(list.numbers().find(new PhoneNumber("+12025550123"), "192.0.2.1", NOW))
                .isEmpty();
        assertThat(String.join(" ", list.warnings())).doesNotContain("135790", "246801", "5005550006");
    }

    @Test
    void warns_where_other_codes_have_another_length() {
        Map<String, String> faces = new HashMap<>();
        List.of("essdee", "sunbird", "bioentrust", "dhiwise", "drf-user")
                .forEach(face -> faces.put("latchkey.faces." + face + ".enabled", "false"));
        assertThat(read("dev", GOOD, faces).warnings()).hasSize(1);
        faces.put("latchkey.otp.sign-in.sms.length", "8");
        faces.put("latchkey.otp.sign-in.email.length", "7");
        assertThat(read("dev", GOOD, faces).warnings())
                .contains(
                        "The code of test number +15*******06 has 6 digits, unlike those of sign-in (8); clients that look"
                                + " at the length refuse it there.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "+15005550006 | entry 1 must read like +15005550006=123456;until=2027-03-31;from=192.0.2.0/24 198.51.100.7.",
                "+15005550006=12345 | entry 1 (+15*******06) must have a code of 6 to 8 digits.",
                "+15005550006=123456789 | entry 1 (+15*******06) must have a code of 6 to 8 digits.",
                "+15005550006=12345a | entry 1 (+15*******06) must have a code of 6 to 8 digits.",
                "5005550006=135790 | entry 1 must begin with an e-mail address, or a phone number that exists in the form of +15005550006.",
                "+1999=135790 | entry 1 must begin with an e-mail address, or a phone number that exists in the form of +15005550006.",
                "+15005550006=135790;until=31.3.2027 | entry 1 (+15*******06) must have a date such as 2027-03-31 as until.",
                "+15005550006=135790;from=17.0.0.0/8;17.0.0.1 | entry 1 (+15*******06) may have until=<date> and from=<addresses> after its code, each once, and nothing else.",
                "+15005550006=135790;til=2027-03-31 | entry 1 (+15*******06) may have until=<date> and from=<addresses> after its code, each once, and nothing else.",
                "+15005550006=135790;from=::1;from=::2 | entry 1 (+15*******06) may have until=<date> and from=<addresses> after its code, each once, and nothing else.",
                "+15005550006=135790;from=apple.com | entry 1 (+15*******06) must have IP addresses or CIDR blocks with blanks between them as from.",
                "ada@example.org=135790, +15005550006=135790, Ada@example.org=135791 | entry 3 (A***a@example.org) is for the same contact as one before it.",
            })
    void refuses_an_entry_that_is_amiss_in_any_mode(String entries, String sentence) {
        for (String mode : List.of("dev", "production")) {
            assertThatThrownBy(() -> read(mode, entries))
                    .isInstanceOf(InvalidSettingException.class)
                    .hasMessageContaining("latchkey.test-numbers: " + sentence);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "+15005550006=135790;from=17.0.0.0/8 | entry 1 (+15*******06) needs until=<date> in production mode, at most 90 days from now.",
                "+15005550006=135790;until=2027-04-02;from=17.1.0.0/16 | entry 1 (+15*******06) must end in at most 90 days in production mode, not on 2027-04-02.",
                "+15005550006=135790;until=2027-03-31 | entry 1 (+15*******06) needs from=<addresses> in production mode.",
                "+15005550006=135790;until=2027-03-31;from=192.0.2.1 0.0.0.0/0 | entry 1 (+15*******06) must be for fewer addresses than 0.0.0.0/0 in production mode: for an IPv4 block of /16 or an IPv6 block of /32 at most.",
                "+15005550006=135790;until=2027-03-31;from=17.0.0.0/8 | entry 1 (+15*******06) must be for fewer addresses than 17.0.0.0/8 in production mode: for an IPv4 block of /16 or an IPv6 block of /32 at most.",
                "+15005550006=135790;until=2027-03-31;from=::/0 | entry 1 (+15*******06) must be for fewer addresses than ::/0 in production mode: for an IPv4 block of /16 or an IPv6 block of /32 at most.",
                "+15005550006=135790;until=2027-03-31;from=128.0.0.0/7 | entry 1 (+15*******06) must be for fewer addresses than 128.0.0.0/7 in production mode: for an IPv4 block of /16 or an IPv6 block of /32 at most.",
            })
    void production_does_not_start_with(String entries, String sentence) {
        read("dev", entries);
        assertThatThrownBy(() -> read("production", entries))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("latchkey.test-numbers: " + sentence);
    }

    @Test
    void names_every_entry_that_is_amiss() {
        assertThatThrownBy(
                        () -> read(
                                "production",
                                "+15005550006=1, ada@example.org=135790, bob@example.org=135790;until=2027-03-31;from=17.1.2.3"))
                .hasMessageContainingAll(
                        "The configuration has 2 problems:",
                        "entry 1 (+15*******06) must have a code of 6 to 8 digits.",
                        "entry 2 (a***a@example.org) needs until=<date> in production mode");
    }

    @Test
    void production_starts_with_an_end_in_ninety_days() {
        assertThat(read("production", "+15005550006=135790;until=2027-04-01;from=17.1.0.0/16")
                        .numbers()
                        .find(PHONE, "17.1.0.1", NOW))
                .isPresent();
    }

    @Test
    void an_entry_that_is_over_stops_no_start() {
        assertThat(read("production", "+15005550006=135790;until=2026-12-31").warnings())
                .containsExactly("Test number +15*******06 ended on 2026-12-31; it is ignored.");
    }
}
