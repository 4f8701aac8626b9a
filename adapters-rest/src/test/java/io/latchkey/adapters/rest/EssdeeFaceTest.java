package io.latchkey.adapters.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.latchkey.application.account.ResetPasswordCommand;
import io.latchkey.application.account.ResetPasswordCommand.Entitlement;
import io.latchkey.application.account.ResetPasswordUseCase;
import io.latchkey.application.account.ResetPasswordUseCase.PasswordReset;
import io.latchkey.application.otp.ChallengeRef;
import io.latchkey.application.otp.CheckCodeCommand;
import io.latchkey.application.otp.CheckCodeCommand.Effect;
import io.latchkey.application.otp.CheckCodeUseCase;
import io.latchkey.application.otp.CheckCodeUseCase.CodeCheck;
import io.latchkey.application.otp.Gain;
import io.latchkey.application.otp.ResendCodeCommand;
import io.latchkey.application.otp.ResendCodeUseCase;
import io.latchkey.application.otp.ResendCodeUseCase.CodeResending;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.SendCodeCommand.Lookup;
import io.latchkey.application.otp.SendCodeCommand.Recipient;
import io.latchkey.application.otp.SendCodeUseCase;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.user.CreatedCredential;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.user.ApiCredential;
import io.latchkey.domain.user.ApiCredentialId;
import io.latchkey.domain.user.Password;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EssdeeFaceTest extends ApiTest {
    private static final String METHOD = "/api/method/";
    private static final String ATTEMPT =
            METHOD + "user_management.user_management.doctype.cd_otp_auth_attempt.cd_otp_auth_attempt.";
    private static final String INITIATE = ATTEMPT + "initiate_otp";
    private static final String VERIFY = ATTEMPT + "verify_otp";
    private static final String RESEND = ATTEMPT + "resend_otp";
    private static final String UPDATE_PASSWORD = METHOD + "frappe.core.doctype.user.user.update_password";
    private static final OtpPurpose PURPOSE = new OtpPurpose("essdee/reset-password");

    private final List<SendCodeCommand> sent = new ArrayList<>();
    private final List<CheckCodeCommand> checked = new ArrayList<>();
    private final List<ResendCodeCommand> resent = new ArrayList<>();
    private final List<ResetPasswordCommand> reset = new ArrayList<>();

    private void sending(CodeSending outcome) {
        useCases.put(SendCodeUseCase.class, command -> {
            sent.add(command);
            return outcome;
        });
    }

    private void checking(CodeCheck outcome) {
        useCases.put(CheckCodeUseCase.class, command -> {
            checked.add(command);
            return outcome;
        });
    }

    private void resending(CodeResending outcome) {
        useCases.put(ResendCodeUseCase.class, command -> {
            resent.add(command);
            return outcome;
        });
    }

    private void resetting(PasswordReset outcome) {
        useCases.put(ResetPasswordUseCase.class, Fixtures.resetting(command -> {
            reset.add(command);
            return outcome;
        }));
    }

    private static void says(int status, String message, Answer answer) {
        assertThat(answer.isJson(status).text()).isEqualTo("""
                {"message":"%s"}""".formatted(message));
    }

    private static String guess(String code, String action) {
        return """
                {"otp_auth_attempt_name":"%s","incoming_otp":%s,"action":"%s"}""".formatted(Fixtures.OTP_ID, code, action);
    }

    @Test
    void awaits_the_message_to_the_holder_of_the_number() {
        sending(new CodeSending.Sent(Fixtures.challenge(false)));

        Answer answer = post(INITIATE, """
                {"mobile_number":"+4915112345678"}""").send();

        assertThat(answer.isJson(200).text()).isEqualTo("""
                {"otp_auth_attempt_name":"%s"}""".formatted(Fixtures.OTP_ID));
        SendCodeCommand command = sent.get(0);
        assertThat(command.purpose()).isEqualTo(PURPOSE);
        assertThat(command.recipient()).isEqualTo(new Recipient.Holder(new PhoneNumber("+4915112345678"), false));
        assertThat(command.lookup()).isEqualTo(Lookup.ID_ONLY);
        assertThat(command.patience()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void waits_for_nothing_that_would_tell_an_account_where_accounts_are_concealed() {
        concealAccounts();
        sending(new CodeSending.Sent(Fixtures.challenge(false)));

        post(INITIATE, """
                {"mobile_number":"+4915112345678"}""").send().isJson(200);

        assertThat(sent.get(0).recipient()).isEqualTo(new Recipient.Holder(new PhoneNumber("+4915112345678"), true));
        assertThat(sent.get(0).patience()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                VERIFY + "?otp_auth_attempt_name=5f0c7d0e-93c4-1b52-d1a7-0a7d3f0f6c11&action=get_api_credentials"
                        + "&incoming_otp=012345",
                UPDATE_PASSWORD + "?key=k&new_password=p",
                UPDATE_PASSWORD + "?key=k"
            })
    void takes_no_secret_out_of_the_address(String path) {
        Answer answer = call("POST", path).send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("message").asText()).endsWith(" must be in the body, not in the address");
    }

    @Test
    void takes_forms_and_query_parameters() {
        sending(new CodeSending.Sent(Fixtures.challenge(false)));

        call("POST", INITIATE)
                .body("application/x-www-form-urlencoded", "mobile_number=%2B4915112345678".getBytes(UTF_8))
                .send()
                .isJson(200);
        call("POST", INITIATE + "/?mobile_number=%2B4915112345678").send().isJson(200);

        assertThat(sent)
                .hasSize(2)
                .extracting(SendCodeCommand::recipient)
                .containsOnly(new Recipient.Holder(new PhoneNumber("+4915112345678"), false));
    }

    @Test
    void says_who_is_unknown_what_failed_and_what_was_too_much() {
        String body = """
                {"mobile_number":"+4915112345678"}""";
        sending(new CodeSending.UnknownAccount());
        says(404, "User Not Found", post(INITIATE, body).send());
        sending(new CodeSending.NotDelivered());
        says(500, "OTP Generation Failed", post(INITIATE, body).send());
        sending(new CodeSending.Refused(Fixtures.THROTTLED, Fixtures.NOW));
        Answer throttled = post(INITIATE, body).send();
        says(429, "Maximum Limit Reached", throttled);
        assertThat(throttled.header("Retry-After")).isEqualTo("13");
    }

    @Test
    void asks_nobody_about_what_is_no_number() {
        says(404, "User Not Found", post(INITIATE, """
                        {"mobile_number":"nobody"}""").send());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | mobile_number is required",
                "'' | mobile_number is required",
                """
                        {"mobile_number":null} | mobile_number is required""",
                """
                        {"mobile_number":" "} | mobile_number is required""",
                """
                        {"mobile_number":4915112345678} | mobile_number must be a string""",
                """
                        {"mobile_number":["x"]} | mobile_number must be a string""",
                """
                        {"mobile_number":{"$ne":1}} | mobile_number must be a string""",
                """
                        {"mobile_number":true} | mobile_number must be a string""",
                """
                        {"mobile_number":"a\\u0000"} | mobile_number must be a string""",
                "[] | The body must be a JSON object.",
                "{ | 'The body is not well-formed JSON in UTF-8, or has a name twice.'"
            })
    void says_what_is_wrong_with_a_request(String body, String message) {
        says(400, message, post(INITIATE, body).send());
    }

    @Test
    void makes_a_reset_key_of_a_right_code() {
        checking(new CodeCheck.Right(
                Fixtures.challenge(false).challenge(), Optional.of(Fixtures.ADA), new Gain.ResetKey("Key32")));

        Answer answer =
                post(VERIFY, guess("\"012345\"", "get_reset_password_key")).send();

        assertThat(answer.isJson(200).text()).isEqualTo("""
                {"reset_password_key":"Key32"}""");
        assertThat(checked.get(0))
                .isEqualTo(CheckCodeCommand.of(
                        new ChallengeRef.ById(OtpChallengeId.parse(Fixtures.OTP_ID)),
                        PURPOSE,
                        new OtpCode("012345"),
                        new Effect.MakeResetKey("essdee", Duration.ofMinutes(9)),
                        checked.get(0).origin()));
        assertThat(checked.get(0).origin().address()).isEqualTo("192.0.2.1");
    }

    @Test
    void makes_api_credentials_of_a_right_code() {
        ApiCredential credential = new ApiCredential(
                new ApiCredentialId(Fixtures.USER_ID),
                Fixtures.ADA.id(),
                "essdee",
                "lk_key",
                "digest",
                Set.of(),
                new ApiCredential.Validity(Fixtures.NOW, null, null));
        checking(new CodeCheck.Right(
                Fixtures.challenge(false).challenge(),
                Optional.of(Fixtures.ADA),
                new Gain.Credential(new CreatedCredential(credential, "lks_secret"))));

        Answer answer = post(VERIFY, guess("\"012345\"", "get_api_credentials")).send();

        assertThat(answer.isJson(200).text()).isEqualTo("""
                {"api_key":"lk_key","api_secret":"lks_secret"}""");
        assertThat(checked.get(0).effect()).isEqualTo(new Effect.RenewCredential("essdee"));
    }

    @Test
    void compares_a_number_as_it_was_written() {
        checking(new CodeCheck.Wrong(RefusalReason.WRONG_CODE, 4, 5));

        says(
                401,
                "Incorrect OTP",
                post(VERIFY, guess("123450", "get_reset_password_key")).send());
        says(
                401,
                "Incorrect OTP",
                post(VERIFY, guess("1e5", "get_reset_password_key")).send());

        assertThat(checked)
                .extracting(CheckCodeCommand::guess)
                .containsExactly(new OtpCode("123450"), new OtpCode("1E5"));
    }

    @ParameterizedTest
    @CsvSource({
        "WRONG_CODE, 401, Incorrect OTP",
        "EXPIRED, 429, OTP Expired",
        "LOCKED, 429, Maximum Limit Reached",
        "UNKNOWN_CHALLENGE, 404, OTP Attempt Not Found",
        "ALREADY_USED, 404, OTP Attempt Not Found",
        "OTHER_PURPOSE, 404, OTP Attempt Not Found"
    })
    void says_why_a_code_is_not_accepted(RefusalReason reason, int status, String message) {
        checking(new CodeCheck.Wrong(reason, 0, 5));
        resending(new CodeResending.Over(reason));

        says(
                status,
                message,
                post(VERIFY, guess("\"1\"", "get_api_credentials")).send());
        says(
                status,
                message,
                post(RESEND, guess("\"1\"", "get_api_credentials")).send());
    }

    @ParameterizedTest
    @ValueSource(strings = {"""
                        {"incoming_otp":"1","action":"get_api_credentials"}""", """
                        {"otp_auth_attempt_name":[],"incoming_otp":"1","action":"get_api_credentials"}""", """
                        {"otp_auth_attempt_name":7,"incoming_otp":"1","action":"get_api_credentials"}""", """
                        {"otp_auth_attempt_name":"x","action":"get_api_credentials"}""", """
                        {"otp_auth_attempt_name":"x","incoming_otp":{},"action":"get_api_credentials"}""", """
                        {"otp_auth_attempt_name":"x","incoming_otp":true,"action":"get_api_credentials"}""", """
                        {"otp_auth_attempt_name":"x","incoming_otp":" - ","action":"get_api_credentials"}""", """
                        {"otp_auth_attempt_name":"x","incoming_otp":"1"}""", """
                        {"otp_auth_attempt_name":"x","incoming_otp":"1","action":null}""", """
                        {"otp_auth_attempt_name":"x","incoming_otp":"1","action":["get_api_credentials"]}""", """
                        {"otp_auth_attempt_name":"x","incoming_otp":"1","action":"get_rich"}"""})
    void spends_no_code_on_a_bad_request(String body) {
        JsonNode answer = post(VERIFY, body).send().isJson(400).json();

        assertThat(answer.path("message").asText()).matches("(otp_auth_attempt_name|incoming_otp|action) .*");
        assertThat(answer).hasSize(1);
    }

    @Test
    void knows_no_attempt_by_a_name_that_can_be_none() {
        says(
                404,
                "OTP Attempt Not Found",
                post(VERIFY, guess("\"1\"", "get_api_credentials").replace(Fixtures.OTP_ID, "aef176ad62"))
                        .send());
        says(404, "OTP Attempt Not Found", post(RESEND, """
                        {"otp_auth_attempt_name":"aef176ad62"}""").send());
    }

    @Test
    void awaits_a_resend() {
        String body = """
                {"otp_auth_attempt_name":"%s"}""".formatted(Fixtures.OTP_ID);
        resending(new CodeResending.Sent(Fixtures.challenge(false)));
        says(200, "OTP Sent Successfully", post(RESEND, body).send());
        assertThat(resent.get(0).patience()).isEqualTo(Duration.ofSeconds(7));
        assertThat(resent.get(0).purpose()).contains(PURPOSE);

        resending(new CodeResending.NotDelivered());
        says(500, "Resend OTP Failed", post(RESEND, body).send());
        resending(new CodeResending.Refused(Fixtures.THROTTLED));
        says(429, "Maximum Limit Reached", post(RESEND, body).send());
    }

    @Test
    void spends_a_key_on_a_password() {
        String body = """
                {"key":"Key32","new_password":"correct horse","logout_all_sessions":1}""";
        resetting(new PasswordReset.Accepted(Optional.empty()));

        says(200, "/", post(UPDATE_PASSWORD, body).send());

        Entitlement.ByResetKey shown = (Entitlement.ByResetKey) reset.get(0).entitlement();
        assertThat(shown.app()).isEqualTo("essdee");
        assertThat(shown.key()).isEqualTo("Key32");
        assertThat(reset.get(0).newPassword()).isEqualTo(new Password("correct horse"));
        resetting(new PasswordReset.Wrong(RefusalReason.UNKNOWN_CHALLENGE, 0));
        says(
                410,
                "The Link specified has either been used before or Invalid",
                post(UPDATE_PASSWORD, body).send());
    }

    @Test
    void says_which_password_is_not_taken_by_the_name_the_client_gave_it() {
        useCases.put(ResetPasswordUseCase.class, Fixtures.resetting(command -> {
            throw new InvalidValueException("newPassword", "must be longer");
        }));

        says(400, "new_password must be longer", post(UPDATE_PASSWORD, """
                        {"key":"k","new_password":"a"}""").send());
    }

    @ParameterizedTest
    @ValueSource(strings = {INITIATE, VERIFY, RESEND, UPDATE_PASSWORD})
    void words_what_the_server_refuses(String path) {
        Answer method = call("GET", path).send();
        says(405, "Method Not Allowed", method);
        assertThat(method.header("Allow")).contains("POST");
        says(
                415,
                "Unsupported Media Type",
                call("POST", path).body("text/plain", "x".getBytes(UTF_8)).send());
        says(
                413,
                "At most 64 KiB are taken.",
                post(path, """
                        {"a":"%s"}""".formatted("x".repeat(70_000))).send());
    }

    @Test
    void fails_without_a_trace() {
        JsonNode answer = post(INITIATE, """
                {"mobile_number":"+4915112345678"}""").send().isJson(500).json();

        assertThat(answer).hasSize(1);
        assertThat(answer.path("message").asText()).doesNotContain("SendCode", "Exception");
    }
}
