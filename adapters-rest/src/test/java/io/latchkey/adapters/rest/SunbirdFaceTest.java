package io.latchkey.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.latchkey.application.otp.ChallengeRef;
import io.latchkey.application.otp.CheckCodeCommand;
import io.latchkey.application.otp.CheckCodeUseCase;
import io.latchkey.application.otp.CheckCodeUseCase.CodeCheck;
import io.latchkey.application.otp.Gain;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.SendCodeCommand.Recipient;
import io.latchkey.application.otp.SendCodeUseCase;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.shared.port.StoreUnavailableException;
import io.latchkey.application.throttle.Blocked;
import io.latchkey.application.throttle.CodesUsedUp;
import io.latchkey.application.throttle.NotBefore;
import io.latchkey.application.throttle.Throttled;
import io.latchkey.application.throttle.TooSoon;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.throttle.ThrottleLimit;
import io.latchkey.domain.user.OwnContact;
import io.latchkey.domain.user.UserId;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sunbird's routes: what they make of a request, and how they put what came of it. */
class SunbirdFaceTest extends ApiTest {
    private static final String GENERATE = "/v1/otp/generate";
    private static final String VERIFY = "/v1/otp/verify";
    private static final String PHONE = "+4915112345678";
    private static final String MESSAGE = "8e27cbf5-e299-43b0-bca7-8347f7e5abcf";

    private final AtomicReference<SendCodeCommand> sent = new AtomicReference<>();
    private final AtomicReference<CheckCodeCommand> checked = new AtomicReference<>();

    private void sendAs(CodeSending outcome) {
        useCases.put(SendCodeUseCase.class, command -> {
            sent.set(command);
            return outcome;
        });
    }

    private void checkAs(CodeCheck outcome) {
        useCases.put(CheckCodeUseCase.class, command -> {
            checked.set(command);
            return outcome;
        });
    }

    private static CodeSending refused(TooSoon why) {
        return new CodeSending.Refused(why, Fixtures.NOW.plus(why.retryAfter()));
    }

    private Answer ask(String path, String json) {
        return post(path, json)
                .header("X-Api-Key", API_KEY)
                .header("X-Request-ID", MESSAGE)
                .send();
    }

    private static String phone(String more) {
        return """
                {"request":{"key":"%s","type":"phone"%s}}""".formatted(PHONE, more);
    }

    private static String email(String more) {
        return """
                {"request":{"key":"ada@example.org","type":"email"%s}}""".formatted(more);
    }

    private static void isRefusal(Answer answer, String operation, int status, String responseCode, String code) {
        JsonNode body = answer.isJson(status).json();
        assertThat(body.path("id").asText()).isEqualTo(operation);
        assertThat(body.path("ver").asText()).isEqualTo("v1");
        assertThat(body.path("ts").asText()).isEqualTo("2026-01-02 03:04:05:000+0000");
        assertThat(body.path("params").path("msgid").asText()).isEqualTo(MESSAGE);
        assertThat(body.path("params").path("resmsgid").isNull()).isTrue();
        assertThat(body.path("params").path("err").asText()).isEqualTo(code);
        assertThat(body.path("params").path("status").asText()).isEqualTo(code);
        assertThat(body.path("responseCode").asText()).isEqualTo(responseCode);
        assertThat(body.size()).isEqualTo(6);
    }

    private static void isClientError(Answer answer, String operation, String code, String sentence) {
        isRefusal(answer, operation, 400, "CLIENT_ERROR", code);
        assertThat(answer.json().path("params").path("errmsg").asText()).isEqualTo(sentence);
        assertThat(answer.json().path("result").toString()).isEqualTo("{}");
    }

    @Test
    void answers_a_sent_code_in_the_envelope() {
        sendAs(new CodeSending.Sent(Fixtures.challenge(false)));
        assertThat(ask(GENERATE, phone("")).isJson(200).text()).isEqualTo("""
                        {"id":"api.otp.generate","ver":"v1","ts":"2026-01-02 03:04:05:000+0000",\
                        "params":{"resmsgid":null,"msgid":"%s","err":"","status":"success","errmsg":""},\
                        "responseCode":"OK","result":{"response":"SUCCESS"}}""".formatted(MESSAGE));
        assertThat(sent.get().recipient()).isEqualTo(new Recipient.Newcomer(new PhoneNumber(PHONE)));
        assertThat(sent.get().purpose()).hasToString("sunbird/verify-contact");
        assertThat(sent.get().requester().origin().address()).isEqualTo("192.0.2.1");
    }

    @Test
    void answers_a_right_code_in_the_envelope() {
        checkAs(new CodeCheck.Right(Fixtures.challenge(false).challenge(), Optional.empty(), new Gain.Nothing()));
        JsonNode body = ask(VERIFY, email(",\"otp\":\"012345\"")).isJson(200).json();
        assertThat(body.path("id").asText()).isEqualTo("api.otp.verify");
        assertThat(body.path("result").toString()).isEqualTo("""
                {"response":"SUCCESS"}""");
        assertThat(checked.get().guess()).isEqualTo(new OtpCode("012345"));
        assertThat(checked.get().challenge())
                .isEqualTo(new ChallengeRef.ByContact(
                        OtpPurpose.VERIFY_CONTACT.forApp("sunbird"), EmailAddress.parse("ada@example.org")));
    }

    @ParameterizedTest
    @CsvSource({
        "email,EMAIL",
        "phone,PHONE",
        "prevUsedEmail,FORMER_EMAIL",
        "prevUsedPhone,FORMER_PHONE",
        "recoveryEmail,EMAIL",
        "recoveryPhone,PHONE"
    })
    void takes_the_contact_of_a_user_in_place_of_the_key(String type, OwnContact which) {
        sendAs(new CodeSending.Sent(Fixtures.challenge(false)));
        ask(GENERATE, """
                                {"request":{"userId":"%s","key":"anything","type":"%s"}}""".formatted(Fixtures.USER_ID, type)).isJson(200);
        assertThat(sent.get().recipient()).isEqualTo(new Recipient.AccountsOwn(new UserId(Fixtures.USER_ID), which));
    }

    @ParameterizedTest
    @CsvSource({"prevUsedEmail,ada@example.org", "prevUsedPhone,+4915112345678"})
    void takes_a_former_contact_without_a_user_for_what_it_is(String type, String key) {
        sendAs(new CodeSending.Sent(Fixtures.challenge(false)));
        ask(GENERATE, """
                {"request":{"key":"%s","type":"%s"}}""".formatted(key, type)).isJson(200);
        Contact contact = ((Recipient.Newcomer) sent.get().recipient()).contact();
        assertThat(contact.value()).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"  \"", "null"})
    void takes_a_blank_user_for_none(String userId) {
        sendAs(new CodeSending.Sent(Fixtures.challenge(false)));
        ask(GENERATE, phone(",\"userId\":" + userId)).isJson(200);
        assertThat(sent.get().recipient()).isInstanceOf(Recipient.Newcomer.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {GENERATE, VERIFY})
    void knows_no_user_whose_id_is_none(String path) {
        Answer answer = ask(path, phone(",\"otp\":\"123456\",\"userId\":\"874ed8a5\""));
        isClientError(
                answer,
                path.equals(VERIFY) ? "api.otp.verify" : "api.otp.generate",
                "USER_NOT_FOUND",
                "user not found.");
    }

    @Test
    void names_the_contact_that_is_blocked() {
        sendAs(refused(Blocked.until(Fixtures.NOW.plusSeconds(60), Fixtures.NOW)));
        isClientError(ask(GENERATE, phone("")), "api.otp.generate", "PHONE_IS_BLOCKED", "Phone is blocked.");
        isClientError(ask(GENERATE, email("")), "api.otp.generate", "EMAIL_IS_BLOCKED", "Email is blocked.");
    }

    @Test
    void names_the_contact_that_is_in_use() {
        sendAs(new CodeSending.ContactTaken());
        String sentence = "Phone or email is already in used.";
        isClientError(ask(GENERATE, phone("")), "api.otp.generate", "PHONE_ALREADY_IN_USE", sentence);
        isClientError(ask(GENERATE, email("")), "api.otp.generate", "EMAIL_IN_USE", sentence);
    }

    @ParameterizedTest
    @CsvSource({
        "4,PT24H,Only 4 OTP can be generated with in 24 hours",
        "3,PT1H,Only 3 OTP can be generated with in 1 hour",
        "5,PT90M,Only 5 OTP can be generated with in 90 minutes",
        "1,PT61S,Only 1 OTP can be generated with in 61 seconds",
    })
    void says_how_many_codes_there_are_in_what_time(int quota, Duration window, String sentence) {
        sendAs(refused(new CodesUsedUp(new Throttled(new ThrottleLimit("any", quota, window), Duration.ofSeconds(5)))));
        isClientError(ask(GENERATE, phone("")), "api.otp.generate", "MAX_LIMIT_EXHAUSTED", sentence);
    }

    @Test
    void tells_an_unknown_user_from_one_without_the_contact() {
        String user = ",\"otp\":\"123456\",\"userId\":\"" + Fixtures.USER_ID + "\"";
        String sentence = "Requested data for this operation is not valid.";
        sendAs(new CodeSending.UnknownAccount());
        isClientError(ask(GENERATE, phone(user)), "api.otp.generate", "USER_NOT_FOUND", "user not found.");
        sendAs(new CodeSending.NoSuchContact());
        isClientError(ask(GENERATE, phone(user)), "api.otp.generate", "INVALID_REQUESTED_DATA", sentence);
        checkAs(new CodeCheck.UnknownAccount());
        isClientError(ask(VERIFY, phone(user)), "api.otp.verify", "USER_NOT_FOUND", "user not found.");
        checkAs(new CodeCheck.NoSuchContact());
        isClientError(ask(VERIFY, phone(user)), "api.otp.verify", "INVALID_REQUESTED_DATA", sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"prevUsedEmail", "prevUsedPhone"})
    void tells_no_account_without_a_former_contact_from_one_that_nobody_has(String type) {
        String request = """
                {"request":{"userId":"%s","key":"x","type":"%s","otp":"123456"}}""".formatted(Fixtures.USER_ID, type);
        sendAs(new CodeSending.NoSuchContact());
        isClientError(ask(GENERATE, request), "api.otp.generate", "USER_NOT_FOUND", "user not found.");
        checkAs(new CodeCheck.NoSuchContact());
        isClientError(ask(VERIFY, request), "api.otp.verify", "USER_NOT_FOUND", "user not found.");
    }

    @Test
    void says_how_many_attempts_remain_after_a_wrong_code() {
        checkAs(new CodeCheck.Wrong(RefusalReason.WRONG_CODE, 1, 2));
        Answer answer = ask(VERIFY, phone(",\"otp\":\"000000\""));
        isRefusal(answer, "api.otp.verify", 400, "CLIENT_ERROR", "OTP_VERIFICATION_FAILED");
        assertThat(answer.json().path("params").path("errmsg").asText())
                .isEqualTo("OTP verification failed. Remaining attempt count is 1.");
        assertThat(answer.json().path("result").toString()).isEqualTo("""
                        {"maxAllowedAttempt":2,"remainingAttempt":1}""");
    }

    @ParameterizedTest
    @EnumSource(value = RefusalReason.class, mode = EnumSource.Mode.EXCLUDE, names = "WRONG_CODE")
    void says_the_same_of_every_code_that_cannot_be_tried(RefusalReason reason) {
        checkAs(new CodeCheck.Wrong(reason, 0, 0));
        isClientError(ask(VERIFY, phone(",\"otp\":\"000000\"")), "api.otp.verify", "ERROR_INVALID_OTP", "Invalid OTP.");
    }

    @Test
    void says_when_an_address_may_come_back() {
        sendAs(refused(Fixtures.THROTTLED));
        checkAs(new CodeCheck.Refused(Fixtures.THROTTLED));
        for (Answer answer : new Answer[] {ask(GENERATE, phone("")), ask(VERIFY, phone(",\"otp\":\"1\""))}) {
            String operation = answer.json().path("id").asText();
            isRefusal(answer, operation, 429, "TOO_MANY_REQUESTS", "TOO_MANY_REQUESTS");
            assertThat(answer.header("Retry-After")).isEqualTo("13");
        }
    }

    @Test
    void says_when_a_rule_admits_a_code() {
        sendAs(refused(NotBefore.until("quiet-hours", Fixtures.NOW.plusSeconds(90), Fixtures.NOW)));

        Answer answer = ask(GENERATE, phone(""));

        isRefusal(answer, "api.otp.generate", 429, "TOO_MANY_REQUESTS", "TOO_MANY_REQUESTS");
        assertThat(answer.header("Retry-After")).isEqualTo("90");
    }

    @Test
    void hides_what_failed() {
        useCases.put(SendCodeUseCase.class, command -> {
            throw new StoreUnavailableException(new IllegalStateException("secret"));
        });
        Answer unavailable = ask(GENERATE, phone(""));
        isRefusal(unavailable, "api.otp.generate", 500, "SERVER_ERROR", "SERVER_ERROR");
        assertThat(unavailable.header("Retry-After")).isEqualTo("5");
        useCases.clear();
        Answer failed = ask(GENERATE, phone(""));
        isRefusal(failed, "api.otp.generate", 500, "SERVER_ERROR", "SERVER_ERROR");
        assertThat(failed.json().path("params").path("errmsg").asText()).isEqualTo("Process failed, please try again.");
        assertThat(failed.text()).doesNotContain("secret", "IllegalState");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | request",
                """
                        {"request":null} | request""",
                """
                        {"key":"ada@example.org","type":"email"} | request""",
                """
                        {"request":{}} | key""",
                """
                        {"request":{"type":"phone"}} | key""",
                """
                        {"request":{"key":null,"type":"phone"}} | key""",
                """
                        {"request":{"key":" ","type":"phone"}} | key""",
                """
                        {"request":{"userId":"00000000-0000-4000-8000-000000000001","type":"phone"}} | key""",
                """
                        {"request":{"key":"x"}} | type""",
                """
                        {"request":{"key":"x","type":""}} | type""",
            })
    void names_the_field_that_is_missing(String json, String field) {
        String sentence = "Mandatory parameter " + field + " is missing.";
        isClientError(ask(GENERATE, json), "api.otp.generate", "MANDATORY_PARAMETER_MISSING", sentence);
        isClientError(ask(VERIFY, json), "api.otp.verify", "MANDATORY_PARAMETER_MISSING", sentence);
    }

    @Test
    void misses_a_code_before_it_looks_at_the_contact() {
        isClientError(
                ask(VERIFY, """
                        {"request":{"key":"no phone","type":"fax"}}"""),
                "api.otp.verify",
                "MANDATORY_PARAMETER_MISSING",
                "Mandatory parameter otp is missing.");
    }

    @Test
    void misses_everything_without_a_body() {
        for (String path : new String[] {GENERATE, VERIFY}) {
            Answer answer = call("POST", path)
                    .header("X-Api-Key", API_KEY)
                    .header("X-Request-ID", MESSAGE)
                    .send();
            assertThat(answer.isJson(400).json().path("params").path("err").asText())
                    .isEqualTo("MANDATORY_PARAMETER_MISSING");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fax", "Phone", "EMAIL", "recoveryemail", "sms", " phone"})
    void knows_six_types(String type) {
        Answer answer = ask(GENERATE, """
                {"request":{"key":"x","type":"%s"}}""".formatted(type));
        isRefusal(answer, "api.otp.generate", 400, "CLIENT_ERROR", "INVALID_VALUE");
        assertThat(answer.json().path("params").path("errmsg").asText())
                .startsWith("Invalid type")
                .endsWith("Valid values are: email,phone,prevUsedEmail,prevUsedPhone,recoveryEmail,recoveryPhone.");
    }

    @Test
    void repeats_a_type_only_where_it_is_harmless() {
        assertThat(ask(GENERATE, """
                {"request":{"key":"x","type":"fax"}}""").text()).contains("Invalid type: fax. ");
        assertThat(ask(GENERATE, """
                {"request":{"key":"x","type":"<script>"}}""").text()).contains("Invalid type. ").doesNotContain("script");
    }

    @ParameterizedTest
    @ValueSource(strings = {"key", "type", "otp", "userId"})
    void takes_texts_for_texts_alone(String field) {
        for (String value : new String[] {"1", "12.5", "true", "{}", "[]", "[\"phone\"]", """
                {"a":"b"}"""}) {
            String others = ",\"a\":\"b\"";
            for (String other : new String[] {"key", "type", "otp"}) {
                others += other.equals(field) ? "" : ",\"" + other + "\":\"phone\"";
            }
            isClientError(
                    ask(VERIFY, """
                            {"request":{"%s":%s%s}}""".formatted(field, value, others)),
                    "api.otp.verify",
                    "INVALID_VALUE",
                    "Data type of " + field + " should be String.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"text\"", "[]", "1", "true"})
    void takes_an_object_for_a_request_alone(String value) {
        isClientError(
                ask(GENERATE, """
                        {"request":%s}""".formatted(value)),
                "api.otp.generate",
                "INVALID_VALUE",
                "Data type of request should be Map.");
    }

    @Test
    void refuses_texts_nobody_types() {
        for (String field : new String[] {"key", "type", "otp"}) {
            String json = """
                    {"request":{"key":"x","type":"phone","otp":"1"}}""".replaceFirst("(\"" + field + "\":\"[a-z0-9]+)", "$1\\\\u0000");
            isRefusal(ask(VERIFY, json), "api.otp.verify", 400, "CLIENT_ERROR", "INVALID_VALUE");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"text\"", "1", "{", """
            {"request":{"key":}}""", """
            {"request":{}} x""", "\u0001"})
    void refuses_what_is_no_object(String json) {
        isClientError(
                ask(GENERATE, json),
                "api.otp.generate",
                "INVALID_REQUESTED_DATA",
                "Requested data for this operation is not valid.");
    }

    @ParameterizedTest
    @CsvSource({
        "phone,INVALID_PHONE",
        "prevUsedPhone,INVALID_PHONE",
        "email,INVALID_EMAIL",
        "prevUsedEmail,INVALID_EMAIL"
    })
    void refuses_contacts_that_are_none(String type, String code) {
        String json = """
                {"request":{"key":"nobody","type":"%s","otp":"123456"}}""".formatted(type);
        isRefusal(ask(GENERATE, json), "api.otp.generate", 400, "CLIENT_ERROR", code);
        isRefusal(ask(VERIFY, json), "api.otp.verify", 400, "CLIENT_ERROR", code);
    }

    @Test
    void refuses_a_code_nobody_types_without_counting_it() {
        for (String code : new String[] {"-", "1".repeat(65)}) {
            isRefusal(
                    ask(VERIFY, phone(",\"otp\":\"" + code + "\"")),
                    "api.otp.verify",
                    400,
                    "CLIENT_ERROR",
                    "INVALID_VALUE");
        }
    }

    @Test
    void takes_the_templates_there_are_and_no_other() {
        sendAs(new CodeSending.Sent(Fixtures.challenge(false)));
        ask(GENERATE, phone(",\"templateId\":\"resetPasswordWithOtp\"")).isJson(200);
        isClientError(
                ask(GENERATE, phone(",\"templateId\":\"other\"")),
                "api.otp.generate",
                "INVALID_VALUE",
                "Invalid value other for parameter templateId. Please provide a valid value.");
    }

    @ParameterizedTest
    @CsvSource({
        "X-Api-Key,the key of the tests",
        "X-Api-Key,another key",
        "Authorization,Bearer the key of the tests",
        "Authorization,bearer the key of the tests",
    })
    void lets_in_who_shows_a_key(String header, String value) {
        sendAs(new CodeSending.Sent(Fixtures.challenge(false)));
        post(GENERATE, phone("")).header(header, value).send().isJson(200);
    }

    @ParameterizedTest
    @CsvSource({
        "X-Other,the key of the tests",
        "X-Api-Key,a wrong key",
        "X-Api-Key,the key of the test",
        "Authorization,the key of the tests",
        "Authorization,Basic the key of the tests",
        "Authorization,Bearer a wrong key",
    })
    void lets_in_nobody_else(String header, String value) {
        for (String path : new String[] {GENERATE, VERIFY}) {
            Answer answer = post(path, phone("")).header(header, value).send().isJson(401);
            assertThat(answer.json().path("params").path("err").asText()).isEqualTo("UNAUTHORIZED");
            assertThat(answer.json().path("responseCode").asText()).isEqualTo("UNAUTHORIZED");
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        }
    }

    @Test
    void makes_up_a_message_id_where_none_is_usable() {
        sendAs(new CodeSending.Sent(Fixtures.challenge(false)));
        for (String id : new String[] {"", "x".repeat(201)}) {
            String msgid = post(GENERATE, phone(""))
                    .header("X-Api-Key", API_KEY)
                    .header("X-Request-ID", id)
                    .send()
                    .json()
                    .path("params")
                    .path("msgid")
                    .asText();
            assertThat(UUID.fromString(msgid)).hasToString(msgid);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/otp/", "/v1/otp/other", "/v1/otp/generate/more"})
    void knows_no_other_route(String path) {
        Answer answer = ask(path, phone(""));
        isRefusal(answer, "api.otp", 404, "RESOURCE_NOT_FOUND", "RESOURCE_NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE"})
    void knows_no_other_method(String method) {
        Answer answer = call(method, GENERATE)
                .header("X-Api-Key", API_KEY)
                .header("X-Request-ID", MESSAGE)
                .send();
        isRefusal(answer, "api.otp.generate", 405, "CLIENT_ERROR", "METHOD_NOT_ALLOWED");
        assertThat(answer.header("Allow")).contains("POST");
    }

    @Test
    void takes_json_alone() {
        Answer answer = call("POST", GENERATE)
                .body("text/plain", phone("").getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .header("X-Api-Key", API_KEY)
                .header("X-Request-ID", MESSAGE)
                .send();
        isRefusal(answer, "api.otp.generate", 415, "CLIENT_ERROR", "UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void takes_a_slash_at_the_end() {
        sendAs(new CodeSending.Sent(Fixtures.challenge(false)));
        assertThat(ask(GENERATE + "/", phone("")).isJson(200).json().path("id").asText())
                .isEqualTo("api.otp.generate");
        isRefusal(ask(VERIFY + "/", "{}"), "api.otp.verify", 400, "CLIENT_ERROR", "MANDATORY_PARAMETER_MISSING");
    }
}
