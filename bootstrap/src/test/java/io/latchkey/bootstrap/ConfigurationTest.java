package io.latchkey.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.testkit.RecordingAuditTrail;
import io.latchkey.bootstrap.settings.SettingsFixture;
import io.latchkey.domain.shared.InvalidValueException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {
    private final List<Delivery> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(Delivery::close);
    }

    private Configuration read(Map<String, String> values) {
        Configuration configuration = Configuration.read(SettingsFixture.reading(values), Clock.systemUTC());
        opened.add(configuration.delivery());
        return configuration;
    }

    private static Map<String, String> production() {
        return new HashMap<>(Map.of(
                "latchkey.mode", "production",
                "latchkey.secret", "kB3xQ7vN0sZr9LtW2mYc5HdPfJ8gUaE1",
                "latchkey.db.url", "jdbc:mariadb://db/latchkey",
                "latchkey.smtp.host", "mail.example.org",
                "latchkey.smtp.from", "codes@example.org",
                "latchkey.public-url", "https://login.example.org",
                "latchkey.faces.sunbird.enabled", "false"));
    }

    @Test
    void tells_problems_of_every_kind_in_one_message(@TempDir Path folder) {
        Map<String, String> values = production();
        values.putAll(Map.of(
                "latchkey.htp.port", "8080",
                "latchkey.db.pool-size", "many",
                "latchkey.secret", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "latchkey.db.password-file", folder.resolve("none").toString(),
                "latchkey.otp.reset-password.sms.lifetime", "PT24H",
                "latchkey.faces.drf-user.otp.lifetime", "PT24H",
                "latchkey.trusted-proxies", "0.0.0.0/0",
                "latchkey.smtp.from", "codes@localhost",
                "latchkey.smtp.timeout", "PT1H",
                "latchkey.sms.provider", "nobody-such"));
        values.putAll(Map.of(
                "latchkey.test-numbers", "ada@example.org=135790",
                "latchkey.faces.essdee.path-prefix", "legacy",
                "latchkey.session.lifetime", "PT0S",
                "latchkey.phones.types", "fax",
                "latchkey.messages.site", "x".repeat(61),
                "latchkey.otp.purpose-names.pay.en", "Pay",
                "latchkey.default-region", "XX"));
        values.remove("latchkey.public-url");
        assertThatThrownBy(() -> read(values))
                .hasMessageContainingAll(
                        "\n - Unknown configuration key latchkey.htp.port.",
                        "\n - latchkey.db.pool-size must be a whole number",
                        "\n - latchkey.secret can be guessed",
                        "\n - latchkey.db.password-file must name a file",
                        "\n - latchkey.otp.reset-password.sms.lifetime must be at most PT10M",
                        "\n - latchkey.faces.drf-user.otp.lifetime must be at most PT10M",
                        "\n - latchkey.trusted-proxies must not hold 0.0.0.0/0",
                        "\n - latchkey.smtp.from must be an address of a domain of yours",
                        "\n - latchkey.smtp.timeout must be more than zero",
                        "\n - latchkey.sms.provider must be one of",
                        "\n - latchkey.test-numbers: entry 1",
                        "\n - latchkey.faces.essdee.path-prefix must be empty or look like /legacy",
                        "\n - latchkey.session.lifetime must be",
                        "\n - latchkey.phones.types must be names of",
                        "\n"
                                + " - latchkey.otp.purpose-names.pay.en names a purpose that latchkey.otp.purposes does"
                                + " not list",
                        "\n - latchkey.default-region must be an ISO 3166 region",
                        "\n - Production mode needs latchkey.public-url")
                .hasMessageNotContaining("aaaaaaaa");
    }

    @Test
    void tells_several_bad_values_of_one_policy_at_once() {
        assertThatThrownBy(() ->
                        read(Map.of("latchkey.session.lifetime", "PT0S", "latchkey.session.refresh-grace", "PT2M")))
                .hasMessageContainingAll("latchkey.session.lifetime", "latchkey.session.refresh-grace");
    }

    @Test
    void tells_of_a_configuration_file_that_cannot_be_read_and_not_of_what_would_stand_in_it(@TempDir Path folder) {
        assertThatThrownBy(() -> read(Map.of(
                        "latchkey.mode", "production",
                        "latchkey.config-file", folder.resolve("none").toString(),
                        "latchkey.db.pool-size", "many")))
                .hasMessageContainingAll(
                        "The configuration has 2 problems:",
                        "latchkey.config-file must name a properties file that this process can read, unlike ",
                        "latchkey.db.pool-size must be a whole number");
    }

    @Test
    void records_each_lowered_protection_in_production_and_none_in_dev_mode() {
        RecordingAuditTrail audit = new RecordingAuditTrail();
        read(production()).tell(audit);
        assertThat(lowered(audit))
                .contains(
                        Map.of("setting", "latchkey.password.min-length", "value", "8"),
                        Map.of("setting", "latchkey.faces.essdee.conceal-accounts", "value", "false"))
                .noneMatch(details -> details.get("setting").contains("sunbird"));
        RecordingAuditTrail quiet = new RecordingAuditTrail();
        read(Map.of()).tell(quiet);
        assertThat(lowered(quiet)).isEmpty();
    }

    private static List<Map<String, String>> lowered(RecordingAuditTrail audit) {
        return audit.entries().stream()
                .filter(entry -> entry.event() == AuditTrail.Event.PROTECTION_LOWERED)
                .map(RecordingAuditTrail.Entry::details)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "+4915112345678, true",
        "+493012345678, true",
        "+12025550123, true",
        "+18005550123, true",
        "+447400123456, true",
        "+445612345678, true",
        "+447012345678, true",
        "+499001234567, false",
        "+19002345678, false",
        "+491801234567, false",
        "+448431234567, false",
        "+4916412345, false",
        "+870773111632, false",
        "+881612345678, false",
        "+979123456789, false",
        "+80812345678, false",
    })
    void reads_numbers_of_kinds_that_get_codes(String number, boolean isRead) {
        Configuration configuration = read(Map.of());
        if (isRead) {
            assertThat(configuration.contacts().parsePhone(number).value()).isEqualTo(number);
        } else {
            assertThatThrownBy(() -> configuration.contacts().parsePhone(number))
                    .isInstanceOf(InvalidValueException.class)
                    .hasMessage("must be a phone number of a kind and country that gets codes here");
        }
    }

    @Test
    void reads_numbers_of_countries_that_get_codes() {
        Configuration configuration = read(Map.of("latchkey.phones.countries", "-GB"));
        assertThat(configuration.contacts().parsePhone("+4915112345678")).isNotNull();
        assertThatThrownBy(() -> configuration.contacts().parsePhone("+447400123456"))
                .isInstanceOf(InvalidValueException.class);
        assertThat(configuration.contacts().parseLogin("+447400123456").toString())
                .as("an account that is older than the choice still signs in")
                .doesNotContain("Unusable");
    }
}
