package io.latchkey.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.bootstrap.settings.face.SunbirdKeys;
import io.latchkey.bootstrap.settings.key.InvalidSettingException;
import io.latchkey.bootstrap.settings.key.Mode;
import io.latchkey.bootstrap.settings.key.ServerKeys;
import io.latchkey.bootstrap.settings.subject.OtpKeys;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.otp.ResendPolicy;
import io.latchkey.domain.shared.ContactKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    private static Settings settings(Map<String, String> values) {
        return Settings.load(values.keySet(), key -> Optional.ofNullable(values.get(key)));
    }

    @Test
    void answers_defaults_where_nothing_is_set() {
        assertThat(settings(Map.of()).get(ServerKeys.HTTP_PORT)).isEqualTo(8080);
        assertThat(settings(Map.of()).get(ServerKeys.MODE)).isEqualTo(Mode.DEV);
    }

    @Test
    void refuses_an_unknown_key_by_its_name() {
        assertThatThrownBy(() -> settings(Map.of("latchkey.htp.port", "1")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("Unknown configuration key latchkey.htp.port.");
    }

    @Test
    void refuses_an_unknown_environment_variable_by_its_name() {
        assertThatThrownBy(() -> settings(Map.of("LATCHKEY_HTP_PORT", "1")))
                .hasMessage("Unknown configuration key LATCHKEY_HTP_PORT.");
    }

    @Test
    void leaves_keys_of_others_alone() {
        assertThat(settings(Map.of("mp.jwt.verify.issuer", "x", "PATH", "y")).isSet(ServerKeys.MODE))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "latchkey.http.port | eighty | latchkey.http.port must be a whole number from 1 to 65535.",
                "latchkey.mode | test | latchkey.mode must be one of dev, production.",
                "latchkey.otp.sign-in.sms.lifetime | 5m | latchkey.otp.sign-in.sms.lifetime must be an ISO 8601 duration such as PT30S or PT24H.",
                "latchkey.sign-in.second-factor-required | yes | latchkey.sign-in.second-factor-required must be true or false.",
                "latchkey.delivery.funnel-window | PT25H | latchkey.delivery.funnel-window must be an ISO 8601 duration such as PT1H, more than zero and at most PT24H.",
                "latchkey.delivery.funnel-window | PT0S | latchkey.delivery.funnel-window must be an ISO 8601 duration such as PT1H, more than zero and at most PT24H.",
                "latchkey.public-url | login.example.org | latchkey.public-url must be an http or https URL.",
            })
    void refuses_a_bad_value_with_a_sentence_that_names_the_key(String key, String value, String sentence) {
        assertThatThrownBy(() -> settings(Map.of(key, value))).hasMessage(sentence);
    }

    @Test
    void reads_a_policy_per_purpose_and_channel() {
        Settings settings = settings(Map.of(
                "latchkey.otp.sign-in.sms.lifetime", "PT2M",
                "latchkey.otp.sign-in.sms.length", "8",
                "latchkey.otp.sign-in.sms.resend", "rotate"));
        var policies = OtpKeys.policies(settings, Catalog.otp());
        assertThat(policies.get(OtpPurpose.SIGN_IN, ContactKind.PHONE).lifetime())
                .isEqualTo(Duration.ofMinutes(2));
        assertThat(policies.get(OtpPurpose.SIGN_IN, ContactKind.PHONE).format().length())
                .isEqualTo(8);
        assertThat(policies.get(OtpPurpose.SIGN_IN, ContactKind.PHONE).resend()).isEqualTo(ResendPolicy.ROTATE);
        assertThat(policies.get(OtpPurpose.SIGN_IN, ContactKind.EMAIL).lifetime())
                .isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void refuses_a_sign_in_code_that_lives_longer_than_ten_minutes() {
        Settings settings = settings(Map.of("latchkey.otp.sign-in.sms.lifetime", "PT11M"));
        assertThatThrownBy(() -> OtpKeys.policies(settings, Catalog.otp()))
                .hasMessage("latchkey.otp.lifetime must be at most PT10M for a code that signs in.");
    }

    @Test
    void refuses_four_digits_unless_they_are_allowed_explicitly() {
        Settings refused = settings(Map.of("latchkey.otp.custom.sms.length", "4"));
        assertThatThrownBy(() -> OtpKeys.policies(refused, Catalog.otp()))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("latchkey.otp.custom.sms");
        Settings allowed =
                settings(Map.of("latchkey.otp.custom.sms.length", "4", "latchkey.otp.custom.sms.allow-short", "true"));
        assertThat(OtpKeys.policies(allowed, Catalog.otp())
                        .get(new OtpPurpose("custom:x"), ContactKind.PHONE)
                        .format()
                        .length())
                .isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({
        "latchkey.secret, latchkey.secret",
        "latchkey.db.url, latchkey.db.url",
        "latchkey.smtp.host, a provider",
        "latchkey.public-url, latchkey.public-url",
        "latchkey.faces.sunbird.api-keys, latchkey.faces.sunbird.api-keys",
    })
    void production_does_not_start_without(String missing, String named) {
        Map<String, String> complete = new HashMap<>(production());
        complete.remove(missing);
        assertThatThrownBy(() -> StartCheck.check(settings(complete))).hasMessageContaining(named);
    }

    @Test
    void production_does_not_start_with_the_inbox() {
        Map<String, String> values = new HashMap<>(production());
        values.put("latchkey.inbox.enabled", "true");
        assertThatThrownBy(() -> StartCheck.check(settings(values))).hasMessageContaining("latchkey.inbox.enabled");
    }

    @Test
    void production_does_not_start_on_the_embedded_database() {
        Map<String, String> values = new HashMap<>(production());
        values.put("latchkey.db.url", "jdbc:h2:mem:any");
        assertThatThrownBy(() -> StartCheck.check(settings(values))).hasMessageContaining("latchkey.db.url");
    }

    @Test
    void production_starts_with_all_it_needs() {
        StartCheck.check(settings(production()));
        assertThat(settings(production()).get(ServerKeys.MODE)).isEqualTo(Mode.PRODUCTION);
    }

    @Test
    void production_starts_without_api_keys_when_sunbirds_routes_are_not_served() {
        Map<String, String> values = new HashMap<>(production());
        values.remove("latchkey.faces.sunbird.api-keys");
        values.put("latchkey.faces.sunbird.enabled", "false");
        StartCheck.check(settings(values));
        assertThat(settings(values).get(SunbirdKeys.API_KEYS)).isEmpty();
    }

    @Test
    void production_does_not_start_with_an_api_key_that_can_be_guessed() {
        Map<String, String> values = new HashMap<>(production());
        values.put("latchkey.faces.sunbird.api-keys", "0123456789abcdef,short");
        assertThatThrownBy(() -> StartCheck.check(settings(values)))
                .hasMessageContaining("latchkey.faces.sunbird.api-keys")
                .hasMessageNotContaining("short");
    }

    @Test
    void production_does_not_start_with_an_operators_token_that_can_be_guessed() {
        Map<String, String> values = new HashMap<>(production());
        values.put("latchkey.operator.tokens", "0123456789abcdef,short");
        assertThatThrownBy(() -> StartCheck.check(settings(values)))
                .hasMessage("latchkey.operator.tokens must be of 16 or more random characters each.");
        values.put("latchkey.operator.tokens", "0123456789abcdef, 123456789abcdef0");
        StartCheck.check(settings(values));
    }

    private static Map<String, String> production() {
        return Map.of(
                "latchkey.mode", "production",
                "latchkey.secret", "0123456789abcdef0123456789abcdef",
                "latchkey.db.url", "jdbc:mariadb://db/latchkey",
                "latchkey.smtp.host", "mail.example.org",
                "latchkey.public-url", "https://login.example.org",
                "latchkey.faces.sunbird.api-keys", "0123456789abcdef, 123456789abcdef0");
    }

    @Test
    void answers_the_values_of_a_provider_by_text_or_by_file(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "from a file\n");
        Map<String, String> values = new HashMap<>(Map.of(
                "latchkey.providers.acme.user", "me", "latchkey.providers.acme.auth-token-file", file.toString()));
        var of = settings(values).providerValues("acme", Set.of("user", "auth-token", "region"));
        assertThat(of.apply("user")).contains("me");
        assertThat(of.apply("auth-token")).contains("from a file");
        assertThat(of.apply("region")).isEmpty();
        Files.writeString(file, "rotated");
        assertThat(of.apply("auth-token")).contains("rotated");
    }

    @Test
    void refuses_a_value_that_the_provider_does_not_know() {
        Settings settings =
                settings(Map.of("latchkey.providers.acme.tokn", "x", "latchkey.providers.other.thing", "y"));
        assertThatThrownBy(() -> settings.providerValues("acme", Set.of("token")))
                .hasMessage("Unknown configuration key latchkey.providers.acme.tokn.");
        Settings variable = settings(Map.of("LATCHKEY_PROVIDERS_ACME_TOKN", "x"));
        assertThatThrownBy(() -> variable.providerValues("acme", Set.of("token")))
                .hasMessage("Unknown configuration key LATCHKEY_PROVIDERS_ACME_TOKN.");
        settings(Map.of("LATCHKEY_PROVIDERS_ACME_TOKEN_FILE", "x")).providerValues("acme", Set.of("token"));
    }

    @Test
    void refuses_keys_of_providers_that_can_be_no_value() {
        assertThatThrownBy(() -> settings(Map.of("latchkey.providers.foldr", "x")))
                .hasMessage("Unknown configuration key latchkey.providers.foldr.");
    }

    @Test
    void production_starts_with_a_provider_of_sms_alone() {
        Map<String, String> values = new HashMap<>(production());
        values.remove("latchkey.smtp.host");
        values.put("latchkey.sms.provider", "twilio");
        StartCheck.check(settings(values));
    }
}
