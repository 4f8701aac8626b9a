package io.latchkey.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoweredProtectionTest {
    private static List<LoweredProtection> lowered(Map<String, String> values) {
        Map<String, String> all = new HashMap<>(Map.of(
                "latchkey.mode", "production",
                "latchkey.password.min-length", "15",
                "latchkey.faces.conceal-accounts", "true"));
        all.putAll(values);
        return LoweredProtection.of(SettingsFixture.of(all));
    }

    @Test
    void lists_nothing_where_all_is_protected() {
        assertThat(lowered(Map.of("latchkey.db.url", "jdbc:mariadb://db/latchkey?sslMode=verify-full")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "latchkey.password.min-length, 14",
        "latchkey.password.argon2.memory-kib, 7168",
        "latchkey.throttle.code-per-address.quota, 0",
        "latchkey.throttle.new-phones-per-hour.quota, 0",
        "latchkey.throttle.code-per-site.quota, 0",
        "latchkey.otp.sign-in.sms.generations, 0",
        "latchkey.otp.custom.email.allow-short, true",
        "latchkey.sms.allow-plain-http, true",
        "latchkey.providers.allow-private, true",
        "latchkey.cors.origins, http://app.example.org:8080",
        "latchkey.requests.concealing-interval, PT0S",
        "latchkey.requests.concealing-long-interval, PT0S",
        "latchkey.availability.contacts, true",
        "latchkey.session.recent-sign-in, PT1H",
        "latchkey.session.email-is-factor, true",
        "latchkey.faces.essdee.query-secrets, true",
        "latchkey.faces.essdee.conceal-accounts, false",
        "latchkey.faces.bioentrust.password-rules, document",
        "latchkey.phones.types, premium-rate",
        "latchkey.delivery.handed-concealed, true",
    })
    void lists_a_setting_that_lowers_a_protection_with_its_value(String key, String value) {
        assertThat(lowered(Map.of(key, value)))
                .extracting(LoweredProtection::key, LoweredProtection::value)
                .containsExactly(tuple(key, value));
    }

    @Test
    void names_each_face_that_tells_who_has_an_account_and_that_is_served() {
        assertThat(lowered(Map.of(
                        "latchkey.faces.conceal-accounts", "false",
                        "latchkey.faces.dhiwise.enabled", "false",
                        "latchkey.faces.bioentrust.conceal-accounts", "true")))
                .extracting(LoweredProtection::key)
                .containsExactlyInAnyOrder(
                        "latchkey.faces.essdee.conceal-accounts", "latchkey.faces.drf-user.conceal-accounts");
    }

    @Test
    void lists_no_password_rules_of_a_face_that_is_not_served() {
        assertThat(lowered(Map.of(
                        "latchkey.faces.bioentrust.password-rules", "document",
                        "latchkey.faces.bioentrust.enabled", "false")))
                .isEmpty();
    }

    @Test
    void lists_plain_ways_to_other_machines_only() {
        Map<String, String> values = new HashMap<>(Map.of(
                "latchkey.smtp.host", "127.0.0.1",
                "latchkey.smtp.security", "none",
                "latchkey.cors.origins", "http://localhost:5173,https://app.example.org",
                "latchkey.db.url", "jdbc:mariadb://127.0.0.1:3306/latchkey"));
        assertThat(lowered(values)).isEmpty();
        values.put("latchkey.smtp.host", "mail.example.org");
        values.put("latchkey.db.url", "jdbc:mariadb://db.example.org/latchkey?password=s3cret");
        assertThat(lowered(values))
                .extracting(LoweredProtection::key)
                .containsExactly("latchkey.db.url", "latchkey.smtp.security");
        assertThat(lowered(values).toString()).doesNotContain("s3cret");
    }

    @Test
    void lists_long_sessions_where_two_factors_are_required() {
        assertThat(lowered(Map.of("latchkey.sign-in.second-factor-required", "true")))
                .extracting(LoweredProtection::key)
                .containsExactly("latchkey.session.lifetime", "latchkey.session.idle-timeout");
    }

    @Test
    void counts_test_numbers_without_showing_their_codes() {
        List<LoweredProtection> lowered =
                lowered(Map.of("latchkey.test-numbers", "ada@example.org=135790;until=2027-03-31;from=192.0.2.7"));
        assertThat(lowered).extracting(LoweredProtection::value).containsExactly("1 listed");
    }

    @Test
    void shows_one_line_for_each_in_a_table() {
        assertThat(LoweredProtection.table(List.of(
                        new LoweredProtection("latchkey.a", "1", "one"),
                        new LoweredProtection("latchkey.longer", "2", "two"))))
                .isEqualTo("\n  latchkey.a = 1       one\n  latchkey.longer = 2  two");
    }
}
