package io.latchkey.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.bootstrap.settings.face.EssdeeKeys;
import io.latchkey.bootstrap.settings.face.FaceKeys;
import io.latchkey.bootstrap.settings.face.SunbirdKeys;
import io.latchkey.bootstrap.settings.key.InvalidSettingException;
import io.latchkey.bootstrap.settings.key.Mode;
import io.latchkey.bootstrap.settings.key.ServerKeys;
import io.latchkey.bootstrap.settings.subject.OtpKeys;
import io.latchkey.bootstrap.settings.subject.PhoneKeys;
import io.latchkey.domain.otp.OtpPolicies;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.otp.ResendPolicy;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.shared.PhoneNumberType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    void takes_no_variable_of_the_command_line_for_a_setting() {
        assertThatCode(() -> settings(Map.of("LATCHKEY_SERVER", "https://id.example.org", "LATCHKEY_TOKEN", "a.b.c")))
                .doesNotThrowAnyException();
    }

    @Test
    void takes_a_variable_that_a_server_lists_under_a_second_name_with_dots() {
        assertThat(settings(Map.of(
                                "LATCHKEY_SESSION_REFRESH_GRACE", "PT3S",
                                "latchkey.session.refresh.grace", "PT3S"))
                        .problems())
                .isEmpty();
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
                .hasMessage("latchkey.otp.sign-in.sms.lifetime must be at most PT10M for a code that gives access to an"
                        + " account.");
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
    void production_starts_with_an_email_provider_that_has_a_sender_of_a_domain() {
        Map<String, String> values = new HashMap<>(production());
        values.remove("latchkey.smtp.host");
        values.remove("latchkey.smtp.from");
        values.put("latchkey.email.provider", "postmark");
        assertThatThrownBy(() -> StartCheck.check(settings(values)))
                .hasMessageStartingWith("latchkey.smtp.from must be an address of a domain of yours");
        values.put("latchkey.email.from", "codes@localhost");
        assertThatThrownBy(() -> StartCheck.check(settings(values)))
                .hasMessageStartingWith("latchkey.email.from must be an address of a domain of yours");
        values.put("latchkey.email.from", "codes@example.org");
        StartCheck.check(settings(values));
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
        values.put("latchkey.faces.sunbird.api-keys", "q8Zt3LmV0xRb7NcK,short");
        assertThatThrownBy(() -> StartCheck.check(settings(values)))
                .hasMessageContaining("latchkey.faces.sunbird.api-keys")
                .hasMessageNotContaining("short");
    }

    @Test
    void production_does_not_start_with_an_operators_token_that_can_be_guessed() {
        Map<String, String> values = new HashMap<>(production());
        values.put("latchkey.operator.tokens", "q8Zt3LmV0xRb7NcK,short");
        assertThatThrownBy(() -> StartCheck.check(settings(values)))
                .hasMessageStartingWith("latchkey.operator.tokens must be of 16 or more random characters each");
        values.put("latchkey.operator.tokens", "q8Zt3LmV0xRb7NcK, W2mYc5HdPfJ8gUaE");
        StartCheck.check(settings(values));
    }

    private static Map<String, String> production() {
        return Map.of(
                "latchkey.mode", "production",
                "latchkey.secret", "kB3xQ7vN0sZr9LtW2mYc5HdPfJ8gUaE1",
                "latchkey.db.url", "jdbc:mariadb://db/latchkey",
                "latchkey.smtp.host", "mail.example.org",
                "latchkey.smtp.from", "codes@example.org",
                "latchkey.public-url", "https://login.example.org",
                "latchkey.faces.sunbird.api-keys", "q8Zt3LmV0xRb7NcK, d41f8c9be07a3652d41e8c97be0fa365");
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

    @ParameterizedTest
    @ValueSource(strings = {"en_US", "PT10M", "-", "x-private"})
    void refuses_what_is_no_language(String text) {
        assertThatThrownBy(() -> settings(Map.of("latchkey.default-locale", text)))
                .hasMessage("latchkey.default-locale must be a language tag such as en or pt-BR.");
    }

    @Test
    void refuses_keys_of_providers_that_can_be_no_value() {
        assertThatThrownBy(() -> settings(Map.of("latchkey.providers.foldr", "x")))
                .hasMessage("Unknown configuration key latchkey.providers.foldr.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "latchkey.secret | aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa | latchkey.secret can be guessed",
                "latchkey.secret | password-password-password-password | latchkey.secret can be guessed",
                "latchkey.secret | 0123456789abcdef0123456789abcdef | latchkey.secret can be guessed",
                "latchkey.secret.previous | bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb | latchkey.secret.previous can be guessed",
                "latchkey.faces.sunbird.api-keys | aaaaaaaaaaaaaaaa | latchkey.faces.sunbird.api-keys must be of 16 or more random characters",
                "latchkey.operator.tokens | 0123456789abcdef | latchkey.operator.tokens must be of 16 or more random characters",
                "latchkey.sms.receipt-secret | changemechangeme | latchkey.sms.receipt-secret must be of 16 or more random characters",
                "latchkey.smtp.from | latchkey@localhost.localdomain | latchkey.smtp.from must be an address of a domain of yours",
                "latchkey.smtp.from | codes@localhost | latchkey.smtp.from must be an address of a domain of yours",
                "latchkey.trusted-proxies | 0.0.0.0/0 | latchkey.trusted-proxies must not hold 0.0.0.0/0",
                "latchkey.trusted-proxies | 10.0.0.1, ::/0 | latchkey.trusted-proxies must not hold ::/0",
                "latchkey.trusted-proxies | 0.0.0.0/1, 128.0.0.0/1 | latchkey.trusted-proxies must not hold 128.0.0.0/1",
                "latchkey.trusted-proxies | 96.0.0.0/7 | latchkey.trusted-proxies must not hold 96.0.0.0/7",
                "latchkey.trusted-proxies | ::ffff:0:0/96 | latchkey.trusted-proxies must not hold 0.0.0.0/0",
                "latchkey.trusted-proxies | 2000::/3 | latchkey.trusted-proxies must not hold 2000::/3",
            })
    void production_does_not_start_with(String key, String value, String sentence) {
        Map<String, String> values = new HashMap<>(production());
        values.put(key, value);
        assertThatThrownBy(() -> StartCheck.check(settings(values)))
                .hasMessageContaining(sentence)
                .satisfies(refused -> assertThat(refused.getMessage())
                        .as("shows no secret")
                        .doesNotContain("aaaaaaaa", "bbbbbbbb", "password-", "changeme", "0123456789abcdef"));
        values.put("latchkey.mode", "dev");
        StartCheck.check(settings(values));
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.0/8", "fc00::/7", "fe80::/10", "203.0.113.7", "2001:db8::/32", "96.0.0.0/8"})
    void production_starts_with_proxies_in_narrow_or_private_blocks(String block) {
        Map<String, String> values = new HashMap<>(production());
        values.put("latchkey.trusted-proxies", block);
        StartCheck.check(settings(values));
    }

    @Test
    void production_sends_no_mail_password_readable_to_another_machine() {
        Map<String, String> values = new HashMap<>(production());
        values.put("latchkey.smtp.security", "none");
        StartCheck.check(settings(values));
        values.put("latchkey.smtp.user", "codes");
        assertThatThrownBy(() -> StartCheck.check(settings(values)))
                .hasMessageStartingWith("latchkey.smtp.security must be starttls or tls");
        values.put("latchkey.smtp.host", "127.0.0.1");
        StartCheck.check(settings(values));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "latchkey.faces.drf-user.otp.lifetime | PT11M | PT10M for a code that gives access to an account",
                "latchkey.faces.bioentrust.verify-otp.lifetime | PT24H | PT10M for a code that gives access to an account",
                "latchkey.faces.essdee.otp.lifetime | PT24H | PT10M for a code that gives access to an account",
                "latchkey.faces.dhiwise.login-otp.lifetime | PT11M | PT10M for a code that gives access to an account",
                "latchkey.otp.second-factor.email.lifetime | PT11M | PT10M for a code that gives access to an account",
                "latchkey.otp.reset-password.sms.lifetime | PT11M | PT10M for a code by phone that resets a password",
            })
    void refuses_a_code_that_lives_longer_than_its_deed_allows(String key, String value, String sentence) {
        Settings settings = settings(Map.of(key, value));
        assertThatThrownBy(() -> OtpKeys.policies(settings, Catalog.otp()))
                .hasMessage(key + " must be at most " + sentence + ".");
    }

    @ParameterizedTest
    @CsvSource({
        "latchkey.otp.reset-password.email.lifetime, PT24H",
        "latchkey.otp.verify-contact.sms.lifetime, PT24H",
        "latchkey.faces.sunbird.otp.lifetime, PT30M",
        "latchkey.otp.custom.sms.lifetime, PT24H",
    })
    void lets_other_codes_live_longer(String key, String value) {
        assertThat(OtpKeys.policies(settings(Map.of(key, value)), Catalog.otp()))
                .isNotNull();
    }

    @Test
    void tells_all_bad_values_and_unknown_keys_at_once() {
        assertThatThrownBy(() -> settings(Map.of(
                        "latchkey.http.port", "eighty",
                        "latchkey.htp.port", "1",
                        "latchkey.sign-in.first-wait", "soon",
                        "LATCHKEY_SECRT", "x")))
                .hasMessageContainingAll(
                        "The configuration has 4 problems:",
                        "\n - Unknown configuration key latchkey.htp.port.",
                        "\n - Unknown configuration key LATCHKEY_SECRT.",
                        "\n - latchkey.http.port must be a whole number from 1 to 65535.",
                        "\n - latchkey.sign-in.first-wait must be an ISO 8601 duration");
    }

    @Test
    void tells_every_bad_purpose_at_once() {
        Settings settings = settings(Map.of(
                "latchkey.otp.sign-in.sms.lifetime", "PT1H",
                "latchkey.otp.custom.email.length", "4",
                "latchkey.faces.essdee.otp.lifetime", "PT1H"));
        assertThatThrownBy(() -> OtpKeys.policies(settings, Catalog.otp()))
                .hasMessageContainingAll(
                        "The configuration has 3 problems:",
                        "latchkey.otp.sign-in.sms.lifetime",
                        "latchkey.otp.custom.email",
                        "latchkey.faces.essdee.otp.lifetime");
    }

    @Test
    void reads_a_value_from_a_file_without_its_line_end(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "kB3xQ7vN0sZr9LtW2mYc5HdPfJ8gUaE1\r\n");
        for (Map.Entry<String, String> key : Map.of(
                        "latchkey.secret", "latchkey.secret-file",
                        "latchkey.secret.previous", "latchkey.secret.previous-file",
                        "latchkey.db.password", "latchkey.db.password-file",
                        "latchkey.smtp.password", "latchkey.smtp.password-file",
                        "latchkey.smtp-2.password", "latchkey.smtp-2.password-file",
                        "latchkey.faces.sunbird.api-keys", "latchkey.faces.sunbird.api-keys-file")
                .entrySet()) {
            assertThat(settings(Map.of(key.getValue(), file.toString())).text(key.getKey()))
                    .contains("kB3xQ7vN0sZr9LtW2mYc5HdPfJ8gUaE1");
        }
    }

    @Test
    void refuses_a_file_of_a_value_that_is_missing_empty_or_beside_the_value(@TempDir Path folder) throws IOException {
        Path empty = Files.writeString(folder.resolve("empty"), "\n");
        assertThatThrownBy(() -> settings(Map.of(
                        "latchkey.secret-file", folder.resolve("none").toString(),
                        "latchkey.db.password-file", empty.toString(),
                        "latchkey.smtp.password", "s3cret",
                        "latchkey.smtp.password-file", empty.toString())))
                .hasMessageContainingAll(
                        "The configuration has 3 problems:",
                        "latchkey.secret-file must name a file that this process can read as UTF-8 text.",
                        "latchkey.db.password-file names an empty file; write the value into it.",
                        "latchkey.smtp.password and latchkey.smtp.password-file must not both be set")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void takes_listed_purposes_and_no_others_in_production() {
        Map<String, String> values = new HashMap<>(production());
        OtpPolicies none = OtpKeys.policies(settings(values), Catalog.otp());
        assertThatThrownBy(() -> none.require(OtpPurpose.parse("custom:pay")))
                .hasMessage("must be a custom purpose that the operator of this service lists");
        none.require(OtpPurpose.SIGN_IN);
        values.put("latchkey.otp.purposes", "pay, open-door");
        OtpPolicies two = OtpKeys.policies(settings(values), Catalog.otp());
        two.require(OtpPurpose.parse("custom:open-door"));
        assertThatThrownBy(() -> two.require(OtpPurpose.parse("custom:call-15550100999")))
                .isInstanceOf(InvalidValueException.class);
        OtpKeys.policies(settings(Map.of()), Catalog.otp()).require(OtpPurpose.parse("custom:any"));
        assertThatThrownBy(() -> OtpKeys.policies(settings(Map.of("latchkey.otp.purposes", "Pay!")), Catalog.otp()))
                .hasMessageStartingWith("latchkey.otp.purposes must be names of 1 to 40 small letters");
    }

    @Test
    void reads_names_of_purposes_by_key_and_by_variable() {
        Settings settings = settings(Map.of(
                "latchkey.otp.purposes", "approve-payment",
                "latchkey.otp.purpose-names.approve-payment.de", "Zahlung freigeben",
                "LATCHKEY_OTP_PURPOSE_NAMES_APPROVE_PAYMENT_PT_BR", "Aprovar pagamento",
                "latchkey.otp.purpose-names.other.de", "Anderes"));
        assertThat(settings.purposeNames("approve-payment"))
                .isEqualTo(Map.of("de", "Zahlung freigeben", "pt-br", "Aprovar pagamento"));
        assertThat(settings.namesOfOtherPurposes(List.of("approve-payment")))
                .containsExactly("latchkey.otp.purpose-names.other.de");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DE, AT | DE | true",
                "DE, AT | FR | false",
                "DE, AT | '' | false",
                "-RU | RU | false",
                "-RU | DE | true",
                "-RU | '' | true",
            })
    void reads_countries_as_a_list_of_those_that_get_codes_or_of_those_that_get_none(
            String listed, String country, boolean isAdmitted) {
        assertThat(PhoneKeys.policy(settings(Map.of("latchkey.phones.countries", listed)))
                        .admits(PhoneNumberType.MOBILE, country))
                .isEqualTo(isAdmitted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "latchkey.phones.countries | DE, -RU | latchkey.phones.countries must be ISO 3166 codes",
                "latchkey.phones.countries | -RU, DE | latchkey.phones.countries must be ISO 3166 codes",
                "latchkey.phones.countries | Germany | latchkey.phones.countries must be ISO 3166 codes",
                "latchkey.phones.types | mobile, fax | latchkey.phones.types must be names of mobile, fixed-line",
            })
    void refuses_kinds_and_countries_that_there_are_not(String key, String value, String sentence) {
        assertThatThrownBy(() -> PhoneKeys.policy(settings(Map.of(key, value)))).hasMessageStartingWith(sentence);
    }

    @Test
    void conceals_accounts_at_one_face_or_at_all() {
        FaceKeys essdee = EssdeeKeys.FACE;
        assertThat(essdee.concealsAccounts(settings(Map.of()))).isFalse();
        assertThat(essdee.concealsAccounts(settings(Map.of("latchkey.faces.conceal-accounts", "true"))))
                .isTrue();
        assertThat(essdee.concealsAccounts(settings(Map.of("latchkey.faces.essdee.conceal-accounts", "true"))))
                .isTrue();
        Settings oneTells = settings(
                Map.of("latchkey.faces.conceal-accounts", "true", "latchkey.faces.essdee.conceal-accounts", "false"));
        assertThat(essdee.concealsAccounts(oneTells)).isFalse();
        assertThat(SunbirdKeys.FACE.concealsAccounts(oneTells)).isTrue();
    }

    @Test
    void production_starts_with_a_provider_of_sms_alone() {
        Map<String, String> values = new HashMap<>(production());
        values.remove("latchkey.smtp.host");
        values.put("latchkey.sms.provider", "twilio");
        StartCheck.check(settings(values));
    }
}
