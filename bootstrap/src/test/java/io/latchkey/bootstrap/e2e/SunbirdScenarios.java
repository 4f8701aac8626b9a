package io.latchkey.bootstrap.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.latchkey.application.testkit.Concurrently;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of the clients of Sunbird's one-time codes. */
interface SunbirdScenarios extends Scenarios {
    String SUNBIRD_KEY = "an api key of the scenarios";
    String GENERATE = "/v1/otp/generate";
    String VERIFY = "/v1/otp/verify";
    int CALLS_PER_ADDRESS = 25;

    /** Sets the configuration of these scenarios. */
    static void configure(Properties settings) {
        settings.setProperty("latchkey.faces.sunbird.api-keys", "another api key," + SUNBIRD_KEY);
        settings.setProperty("latchkey.throttle.guarded-code-per-address.quota", Integer.toString(CALLS_PER_ADDRESS));
        settings.setProperty("latchkey.throttle.guarded-code-per-address.window", "PT3S");
    }

    /** A caller with an API key and an address of its own. */
    private Visitor portal() {
        return visitor().with("X-Api-Key", SUNBIRD_KEY);
    }

    /**
     * Sends a request.
     *
     * @param members members of {@code request}, names and values in turn
     */
    private static Reply ask(Visitor visitor, String path, @Nullable Object... members) {
        return visitor.post(path, "request", Visitor.object(members));
    }

    private Reply generate(String type, String key) {
        return ask(portal(), GENERATE, "type", type, "key", key);
    }

    private Reply check(String type, String key, String code) {
        return ask(portal(), VERIFY, "type", type, "key", key, "otp", code);
    }

    private String send(String type, String key) {
        isSuccess(generate(type, key), "api.otp.generate");
        return site().nextCode(key);
    }

    private static Reply isEnvelope(Reply reply, int status, String responseCode) {
        reply.expect(status);
        assertThat(reply.header("Content-Type").orElse("")).as("%s", reply).startsWith("application/json");
        assertThat(reply.header("Cache-Control")).as("%s", reply).hasValue("no-store");
        JsonNode body = reply.json();
        assertThat(body.fieldNames())
                .toIterable()
                .containsExactly("id", "ver", "ts", "params", "responseCode", "result");
        assertThat(body.path("params").fieldNames())
                .toIterable()
                .containsExactly("resmsgid", "msgid", "err", "status", "errmsg");
        assertThat(body.path("ver").asText()).isEqualTo("v1");
        assertThat(body.path("ts").asText())
                .matches("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}:[0-9]{3}\\+0000");
        assertThat(body.path("responseCode").asText()).isEqualTo(responseCode);
        assertThat(body.path("params").path("resmsgid").isNull()).isTrue();
        assertThat(reply.text()).doesNotContain("io.latchkey", "Exception", "Payara");
        return reply;
    }

    private static void isSuccess(Reply reply, String operation) {
        isEnvelope(reply, 200, "OK");
        assertThat(reply.get("id")).isEqualTo(operation);
        assertThat(reply.get("params/err")).isEmpty();
        assertThat(reply.get("params/status")).isEqualTo("success");
        assertThat(reply.get("params/errmsg")).isEmpty();
        assertThat(reply.json().path("result").toString()).isEqualTo("""
                {"response":"SUCCESS"}""");
    }

    private static void isRefusal(Reply reply, int status, String responseCode, String code) {
        isEnvelope(reply, status, responseCode);
        assertThat(reply.get("params/err")).as(reply.text()).isEqualTo(code);
        assertThat(reply.get("params/status")).isEqualTo(code);
        assertThat(reply.get("params/errmsg")).isNotBlank();
    }

    private static void isClientError(Reply reply, String code, String sentence) {
        isRefusal(reply, 400, "CLIENT_ERROR", code);
        assertThat(reply.get("params/errmsg")).isEqualTo(sentence);
        assertThat(reply.json().path("result").toString()).isEqualTo("{}");
    }

    private static void isWrong(Reply reply, int remaining) {
        isRefusal(reply, 400, "CLIENT_ERROR", "OTP_VERIFICATION_FAILED");
        assertThat(reply.get("params/errmsg"))
                .isEqualTo("OTP verification failed. Remaining attempt count is " + remaining + ".");
        assertThat(reply.json().path("result").toString()).isEqualTo("""
                        {"maxAllowedAttempt":2,"remainingAttempt":%s}""".formatted(remaining));
    }

    private static void isInvalid(Reply reply) {
        isClientError(reply, "ERROR_INVALID_OTP", "Invalid OTP.");
    }

    /** A new number without its country code: ten digits in the default region. */
    private static String nationalNumber() {
        return "201555" + ThreadLocalRandom.current().nextInt(1000, 10_000);
    }

    private String userId(SignedIn user) {
        return me(user.visitor()).expect(200).get("id");
    }

    @Test
    default void sunbird_sends_a_code_by_sms_and_takes_it() {
        String phone = Person.newPhone();
        String code = send("phone", phone);
        isSuccess(check("phone", phone, code), "api.otp.verify");
    }

    @Test
    default void sunbird_sends_a_code_by_mail_and_takes_it() {
        String email = Person.newEmail();
        String code = send("email", email);
        isSuccess(check("email", email.toUpperCase(Locale.ROOT), code), "api.otp.verify");
    }

    @Test
    default void sunbird_echoes_the_id_of_a_request_or_makes_one_up() {
        Reply named = ask(
                portal().with("X-Request-ID", "8e27cbf5-e299-43b0-bca7-8347f7e5abcf"),
                GENERATE,
                "type",
                "email",
                "key",
                Person.newEmail());
        assertThat(named.get("params/msgid")).isEqualTo("8e27cbf5-e299-43b0-bca7-8347f7e5abcf");
        String madeUp = generate("email", "nobody").get("params/msgid");
        assertThat(UUID.fromString(madeUp)).hasToString(madeUp);
    }

    @Test
    default void sunbird_needs_an_api_key() {
        String phone = Person.newPhone();
        for (Visitor stranger : List.of(
                visitor(), visitor().with("X-Api-Key", "a wrong key"), visitor().bearer("a wrong key"))) {
            isRefusal(ask(stranger, GENERATE, "type", "phone", "key", phone), 401, "UNAUTHORIZED", "UNAUTHORIZED");
            isRefusal(ask(stranger, VERIFY, "type", "phone"), 401, "UNAUTHORIZED", "UNAUTHORIZED");
        }
        isSuccess(ask(visitor().bearer(SUNBIRD_KEY), GENERATE, "type", "phone", "key", phone), "api.otp.generate");
        isSuccess(
                ask(visitor().with("X-Api-Key", "another api key"), GENERATE, "type", "phone", "key", phone),
                "api.otp.generate");
    }

    @Test
    default void sunbird_sends_a_pending_code_again_and_gives_no_attempt_back() {
        String phone = Person.newPhone();
        String code = send("phone", phone);
        isWrong(check("phone", phone, Scenarios.wrong(code)), 1);
        assertThat(send("phone", phone)).isEqualTo(code);
        isWrong(check("phone", phone, Scenarios.wrong(code)), 0);
    }

    @Test
    default void sunbird_makes_a_new_code_after_one_was_used() {
        String phone = Person.newPhone();
        isSuccess(check("phone", phone, send("phone", phone)), "api.otp.verify");
        isSuccess(check("phone", phone, send("phone", phone)), "api.otp.verify");
    }

    @ParameterizedTest
    @CsvSource({"phone,PHONE_IS_BLOCKED,Phone is blocked.", "email,EMAIL_IS_BLOCKED,Email is blocked."})
    default void sunbird_blocks_a_contact_that_had_four_codes(String type, String code, String sentence) {
        String key = type.equals("phone") ? Person.newPhone() : Person.newEmail();
        String last = "";
        for (int sent = 0; sent < 4; sent++) {
            last = send(type, key);
        }
        isClientError(generate(type, key), "MAX_LIMIT_EXHAUSTED", "Only 4 OTP can be generated with in 24 hours");
        isClientError(generate(type, key), code, sentence);
        isSuccess(check(type, key, last), "api.otp.verify");
        isClientError(generate(type, key), code, sentence);
    }

    @Test
    default void sunbird_tells_that_a_contact_is_in_use() {
        Person person = member();
        String sentence = "Phone or email is already in used.";
        isClientError(generate("phone", person.phone()), "PHONE_ALREADY_IN_USE", sentence);
        isClientError(generate("email", person.email()), "EMAIL_IN_USE", sentence);
        isClientError(generate("prevUsedEmail", person.email()), "EMAIL_IN_USE", sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"phone", "email", "recoveryPhone", "recoveryEmail"})
    default void sunbird_sends_to_the_contact_a_user_has(String type) {
        SignedIn user = signedIn();
        String id = userId(user);
        String own =
                type.endsWith("hone") ? user.person().phone() : user.person().email();
        isSuccess(ask(portal(), GENERATE, "userId", id, "type", type, "key", "whatever was typed"), "api.otp.generate");
        String code = site().nextCode(own);
        isWrong(ask(portal(), VERIFY, "userId", id, "type", type, "key", "x", "otp", Scenarios.wrong(code)), 1);
        isSuccess(ask(portal(), VERIFY, "userId", id, "type", type, "key", "x", "otp", code), "api.otp.verify");
    }

    private Reply former(String path, String id, String type, @Nullable String code) {
        return ask(portal(), path, "userId", id, "type", type, "key", "whatever was typed", "otp", code);
    }

    /** Gives a user another contact of a kind. */
    private void replace(SignedIn user, String kind, String next) {
        Reply changed = user.visitor().patch(API + "/users/me", kind, next).expect(200);
        verify(visitor(), changed.get("challenges/0/id"), site().nextCode(next)).expect(200);
    }

    private void knowsNoFormer(String id, String type) {
        isClientError(former(GENERATE, id, type, null), "USER_NOT_FOUND", "user not found.");
        isClientError(former(VERIFY, id, type, "123456"), "USER_NOT_FOUND", "user not found.");
    }

    @ParameterizedTest
    @CsvSource({"email,prevUsedEmail", "phone,prevUsedPhone"})
    default void sunbird_sends_to_the_contact_a_user_had_before(String kind, String type) {
        SignedIn user = signedIn();
        String id = userId(user);
        boolean isPhone = kind.equals("phone");
        String before = isPhone ? user.person().phone() : user.person().email();
        String after = isPhone ? Person.newPhone() : Person.newEmail();
        knowsNoFormer(id, type);
        replace(user, kind, after);

        isSuccess(former(GENERATE, id, type, null), "api.otp.generate");
        String code = site().nextCode(before);
        isInvalid(ask(portal(), VERIFY, "userId", id, "type", kind, "key", "x", "otp", code));
        isWrong(former(VERIFY, id, type, Scenarios.wrong(code)), 1);
        isSuccess(former(VERIFY, id, type, code), "api.otp.verify");
        isInvalid(former(VERIFY, id, type, code));
        signIn(visitor(), before, user.person().password()).expectProblem(401, "sign-in-refused");
        assertThat(me(user.visitor()).get(kind)).isEqualTo(after);

        // A former contact is free, and whoever verifies it ends what was left of it.
        send(kind, before);
        replace(signedIn(), kind, before);
        knowsNoFormer(id, type);
    }

    @Test
    default void sunbird_blocks_the_former_contact_of_a_user_and_not_the_present_one() {
        SignedIn user = signedIn();
        String id = userId(user);
        replace(user, "email", Person.newEmail());
        for (int sent = 0; sent < 4; sent++) {
            isSuccess(former(GENERATE, id, "prevUsedEmail", null), "api.otp.generate");
        }
        isRefusal(former(GENERATE, id, "prevUsedEmail", null), 400, "CLIENT_ERROR", "MAX_LIMIT_EXHAUSTED");
        isRefusal(former(GENERATE, id, "prevUsedEmail", null), 400, "CLIENT_ERROR", "EMAIL_IS_BLOCKED");
        isRefusal(generate("email", user.person().email()), 400, "CLIENT_ERROR", "EMAIL_IS_BLOCKED");
        isSuccess(former(GENERATE, id, "email", null), "api.otp.generate");
    }

    @Test
    default void sunbird_blocks_the_contact_of_a_user() {
        String id = userId(signedIn());
        for (int sent = 0; sent < 4; sent++) {
            isSuccess(ask(portal(), GENERATE, "userId", id, "type", "email", "key", "x"), "api.otp.generate");
        }
        isRefusal(
                ask(portal(), GENERATE, "userId", id, "type", "email", "key", "x"),
                400,
                "CLIENT_ERROR",
                "MAX_LIMIT_EXHAUSTED");
        isRefusal(
                ask(portal(), GENERATE, "userId", id, "type", "email", "key", "x"),
                400,
                "CLIENT_ERROR",
                "EMAIL_IS_BLOCKED");
        isSuccess(ask(portal(), GENERATE, "userId", id, "type", "phone", "key", "x"), "api.otp.generate");
    }

    @ParameterizedTest
    @ValueSource(strings = {UNKNOWN_ID, "874ed8a5-782e", "nobody"})
    default void sunbird_knows_no_such_user(String id) {
        isClientError(
                ask(portal(), GENERATE, "userId", id, "type", "email", "key", "x"),
                "USER_NOT_FOUND",
                "user not found.");
        isClientError(
                ask(portal(), VERIFY, "userId", id, "type", "email", "key", "x", "otp", "123456"),
                "USER_NOT_FOUND",
                "user not found.");
    }

    @Test
    default void sunbird_misses_the_contact_a_user_does_not_have() {
        String email = Person.newEmail();
        String password = Person.newPassword();
        Visitor visitor = visitor();
        String challenge = visitor.post(API + "/users", "email", email, "password", password)
                .expect(202)
                .get("challenges/0/id");
        verify(visitor, challenge, site().nextCode(email)).expect(200);
        Visitor user =
                visitor.bearer(signIn(visitor, email, password).expect(200).get("accessToken"));
        String id = me(user).get("id");
        String sentence = "Requested data for this operation is not valid.";
        isClientError(
                ask(portal(), GENERATE, "userId", id, "type", "phone", "key", "x"), "INVALID_REQUESTED_DATA", sentence);
        isClientError(
                ask(portal(), VERIFY, "userId", id, "type", "phone", "key", "x", "otp", "123456"),
                "INVALID_REQUESTED_DATA",
                sentence);
    }

    @Test
    default void sunbird_finds_nothing_to_verify_where_nothing_was_sent() {
        isInvalid(check("phone", Person.newPhone(), "123456"));
        isInvalid(check("email", Person.newEmail(), "123456"));
    }

    @Test
    default void sunbird_takes_no_code_of_another_contact_or_of_the_native_api() {
        String phone = Person.newPhone();
        String email = Person.newEmail();
        String code = send("phone", phone);
        isInvalid(check("email", email, code));
        String other = Person.newPhone();
        String id = requestCode(visitor(), "custom:other", other).expect(202).get("id");
        String nativeCode = site().nextCode(other);
        isInvalid(check("phone", other, nativeCode));
        verify(visitor(), id, nativeCode).expect(200);
    }

    // The faults of the original, one by one.

    @Test
    default void sunbird_loses_no_leading_zero() {
        for (int tries = 0; tries < 300; tries++) {
            String phone = Person.newPhone();
            String code = send("phone", phone);
            assertThat(code).hasSize(6);
            if (code.startsWith("0")) {
                Reply asNumber = ask(portal(), VERIFY, "type", "phone", "key", phone, "otp", Integer.parseInt(code));
                isClientError(asNumber, "INVALID_VALUE", "Data type of otp should be String.");
                isSuccess(check("phone", phone, code), "api.otp.verify");
                return;
            }
        }
        throw new AssertionError("not one of 300 codes starts with a zero");
    }

    @Test
    default void sunbird_takes_no_code_twice() {
        String phone = Person.newPhone();
        String code = send("phone", phone);
        isSuccess(check("phone", phone, code), "api.otp.verify");
        isInvalid(check("phone", phone, code));
    }

    @Test
    default void sunbird_takes_two_spellings_of_a_number_for_one() {
        String national = nationalNumber();
        String spaced = "(" + national.substring(0, 3) + ") " + national.substring(3, 6) + "-" + national.substring(6);
        String international = "+1" + national;
        isSuccess(generate("phone", national), "api.otp.generate");
        String code = site().nextCode(international);
        for (String spelling : List.of(international, spaced, "1" + national)) {
            isSuccess(generate("phone", spelling), "api.otp.generate");
            assertThat(site().nextCode(international)).isEqualTo(code);
        }
        isWrong(check("phone", international, Scenarios.wrong(code)), 1);
        isRefusal(generate("phone", national), 400, "CLIENT_ERROR", "MAX_LIMIT_EXHAUSTED");
        isRefusal(generate("phone", spaced), 400, "CLIENT_ERROR", "PHONE_IS_BLOCKED");
        isWrong(check("phone", spaced, Scenarios.wrong(code)), 0);
    }

    @Test
    default void sunbird_ends_the_cycle_of_guesses_and_new_codes() {
        String phone = Person.newPhone();
        String code = send("phone", phone);
        isWrong(check("phone", phone, Scenarios.wrong(code)), 1);
        isWrong(check("phone", phone, Scenarios.wrong(code)), 0);
        isInvalid(check("phone", phone, code));
        for (int tries = 0; tries < 3; tries++) {
            isClientError(generate("phone", phone), "PHONE_IS_BLOCKED", "Phone is blocked.");
        }
        isInvalid(check("phone", phone, code));
    }

    @Test
    default void sunbird_counts_guesses_made_at_once() {
        String phone = Person.newPhone();
        String code = send("phone", phone);
        List<Reply> replies = Concurrently.run(16, () -> check("phone", phone, Scenarios.wrong(code)));
        assertThat(replies)
                .filteredOn(reply -> reply.get("params/err").equals("OTP_VERIFICATION_FAILED"))
                .extracting(reply -> reply.number("result/remainingAttempt"))
                .containsExactlyInAnyOrder(1, 0);
        assertThat(replies)
                .filteredOn(reply -> reply.get("params/err").equals("ERROR_INVALID_OTP"))
                .hasSize(14);
        isRefusal(generate("phone", phone), 400, "CLIENT_ERROR", "PHONE_IS_BLOCKED");
    }

    @Test
    default void sunbird_gives_one_of_many_at_once_the_use_of_a_code() {
        String email = Person.newEmail();
        String code = send("email", email);
        List<Reply> replies = Concurrently.run(12, () -> check("email", email, code));
        assertThat(replies).filteredOn(reply -> reply.status() == 200).hasSize(1);
        replies.stream().filter(reply -> reply.status() != 200).forEach(SunbirdScenarios::isInvalid);
    }

    @Test
    default void sunbird_counts_codes_asked_for_at_once() {
        String phone = Person.newPhone();
        List<Reply> replies = Concurrently.run(12, () -> generate("phone", phone));
        assertThat(replies).filteredOn(reply -> reply.status() == 200).hasSize(4);
        assertThat(replies)
                .filteredOn(reply -> reply.status() != 200)
                .allSatisfy(
                        reply -> assertThat(reply.get("params/err")).isIn("MAX_LIMIT_EXHAUSTED", "PHONE_IS_BLOCKED"));
    }

    @Test
    default void sunbird_keeps_one_address_from_going_on_and_on() {
        Visitor busy = portal();
        for (int calls = 0; calls < CALLS_PER_ADDRESS; calls++) {
            isInvalid(ask(busy, VERIFY, "type", "phone", "key", Person.newPhone(), "otp", "123456"));
        }
        Reply refused = ask(busy, GENERATE, "type", "phone", "key", Person.newPhone());
        isRefusal(refused, 429, "TOO_MANY_REQUESTS", "TOO_MANY_REQUESTS");
        assertThat(refused.json().path("result").toString()).isEqualTo("{}");
        isRefusal(
                ask(busy, VERIFY, "type", "phone", "key", Person.newPhone(), "otp", "123456"),
                429,
                "TOO_MANY_REQUESTS",
                "TOO_MANY_REQUESTS");
        isSuccess(generate("phone", Person.newPhone()), "api.otp.generate");
        Await.pass(
                Duration.ofSeconds(Long.parseLong(refused.header("Retry-After").orElseThrow())));
        isSuccess(ask(busy, GENERATE, "type", "phone", "key", Person.newPhone()), "api.otp.generate");
    }

    @Test
    default void sunbird_names_what_is_missing() {
        String phone = Person.newPhone();
        String sentence = "Mandatory parameter %s is missing.";
        for (String path : List.of(GENERATE, VERIFY)) {
            isClientError(portal().post(path), "MANDATORY_PARAMETER_MISSING", sentence.formatted("request"));
            isClientError(
                    portal().post(path, "key", phone, "type", "phone"),
                    "MANDATORY_PARAMETER_MISSING",
                    sentence.formatted("request"));
            isClientError(ask(portal(), path), "MANDATORY_PARAMETER_MISSING", sentence.formatted("key"));
            isClientError(
                    ask(portal(), path, "type", "phone", "key", null),
                    "MANDATORY_PARAMETER_MISSING",
                    sentence.formatted("key"));
            isClientError(
                    ask(portal(), path, "type", " ", "key", phone),
                    "MANDATORY_PARAMETER_MISSING",
                    sentence.formatted("type"));
        }
        isClientError(
                ask(portal(), VERIFY, "type", "phone", "key", phone),
                "MANDATORY_PARAMETER_MISSING",
                sentence.formatted("otp"));
    }

    @Test
    default void sunbird_refuses_types_and_contacts_that_are_none() {
        for (String path : List.of(GENERATE, VERIFY)) {
            isClientError(
                    ask(portal(), path, "type", "fax", "key", "x", "otp", "123456"),
                    "INVALID_VALUE",
                    "Invalid type: fax. Valid values are: email,phone,prevUsedEmail,prevUsedPhone,recoveryEmail,recoveryPhone.");
            for (String number : List.of("12345", "nobody", "+0", "+1999", "ada@example.org")) {
                isClientError(
                        ask(portal(), path, "type", "phone", "key", number, "otp", "123456"),
                        "INVALID_PHONE",
                        "Please provide a valid phone number.");
            }
            for (String address : List.of("ada", "ada@", "@example.org", "ada@example", "+4915112345678")) {
                isClientError(
                        ask(portal(), path, "type", "email", "key", address, "otp", "123456"),
                        "INVALID_EMAIL",
                        "Email is invalid.");
            }
        }
    }

    @Test
    default void sunbird_takes_texts_for_texts_alone() {
        for (Object value :
                new Object[] {123456, 1.5, true, List.of(), List.of("x"), Visitor.object(), Visitor.object("a", "b")}) {
            for (String field : List.of("key", "type", "otp", "userId")) {
                ObjectNode request = Visitor.object("key", Person.newPhone(), "type", "phone", "otp", "123456");
                request.setAll(Visitor.object(field, value));
                isClientError(
                        portal().post(VERIFY, "request", request),
                        "INVALID_VALUE",
                        "Data type of " + field + " should be String.");
            }
            if (!(value instanceof JsonNode)) {
                isRefusal(portal().post(GENERATE, "request", value), 400, "CLIENT_ERROR", "INVALID_VALUE");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "\"text\"", """
                    {"request":{"key":}}""", """
                    {"request":{}}{}""", "<request/>", "\u0000"})
    default void sunbird_refuses_broken_bodies(String body) {
        for (String path : List.of(GENERATE, VERIFY)) {
            isClientError(
                    portal().send("POST", path, "application/json", body.getBytes(UTF_8)),
                    "INVALID_REQUESTED_DATA",
                    "Requested data for this operation is not valid.");
        }
    }

    @Test
    default void sunbird_takes_json_alone() {
        byte[] body = Visitor.object("request", Visitor.object("key", "x", "type", "phone"))
                .toString()
                .getBytes(UTF_8);
        for (String type : List.of("text/plain", "application/xml", "application/x-www-form-urlencoded")) {
            isRefusal(portal().send("POST", GENERATE, type, body), 415, "CLIENT_ERROR", "UNSUPPORTED_MEDIA_TYPE");
        }
        isRefusal(
                portal().send("POST", GENERATE, "application/json; charset=utf-8", body),
                400,
                "CLIENT_ERROR",
                "INVALID_PHONE");
    }

    @Test
    default void sunbird_has_two_routes_with_or_without_a_slash() {
        String phone = Person.newPhone();
        isSuccess(ask(portal(), GENERATE + "/", "type", "phone", "key", phone), "api.otp.generate");
        String code = site().nextCode(phone);
        isSuccess(ask(portal(), VERIFY + "/", "type", "phone", "key", phone, "otp", code), "api.otp.verify");
        isRefusal(portal().post("/v1/otp/other", "a", "b"), 404, "RESOURCE_NOT_FOUND", "RESOURCE_NOT_FOUND");
        for (String path : List.of(GENERATE, VERIFY)) {
            isRefusal(portal().get(path), 405, "CLIENT_ERROR", "METHOD_NOT_ALLOWED");
            isRefusal(portal().delete(path), 405, "CLIENT_ERROR", "METHOD_NOT_ALLOWED");
        }
    }
}
