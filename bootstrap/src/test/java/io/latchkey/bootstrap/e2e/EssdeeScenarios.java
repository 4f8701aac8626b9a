package io.latchkey.bootstrap.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests of the clients of Essdee's user management: every route, body and refusal. The original's faults are not
 * repeated.
 */
interface EssdeeScenarios extends Scenarios {
    String METHOD = "/api/method/";
    String ATTEMPT = METHOD + "user_management.user_management.doctype.cd_otp_auth_attempt.cd_otp_auth_attempt.";
    String INITIATE = ATTEMPT + "initiate_otp";
    String VERIFY = ATTEMPT + "verify_otp";
    String RESEND = ATTEMPT + "resend_otp";
    String UPDATE_PASSWORD = METHOD + "frappe.core.doctype.user.user.update_password";

    String KEY = "get_reset_password_key";
    String CREDENTIALS = "get_api_credentials";
    Duration LIFETIME = Duration.ofSeconds(30);

    /** Sets the configuration of these scenarios. */
    static void configure(Properties settings) {
        settings.setProperty("latchkey.faces.essdee.otp.lifetime", LIFETIME.toString());
    }

    /** An attempt and its code. */
    record Attempt(Person person, String name, String code) {}

    default Attempt essdeeAttempt(Person person) {
        String name = visitor()
                .post(INITIATE, "mobile_number", person.phone())
                .expect(200)
                .get("otp_auth_attempt_name");
        return new Attempt(person, name, site().nextCode(person.phone()));
    }

    default Attempt essdeeAttempt() {
        return essdeeAttempt(member());
    }

    default Reply verify(Attempt attempt, @Nullable Object code, @Nullable Object action) {
        return visitor().post(VERIFY, "otp_auth_attempt_name", attempt.name(), "incoming_otp", code, "action", action);
    }

    default Reply resend(Attempt attempt) {
        return visitor().post(RESEND, "otp_auth_attempt_name", attempt.name());
    }

    /** Checks the exact answer: this one member and no other. */
    static void says(int status, String message, Reply reply) {
        reply.expect(status);
        assertThat(reply.text()).as("%s", reply).isEqualTo("""
                {"message":"%s"}""".formatted(message));
        assertThat(reply.header("Content-Type")).as("%s", reply).hasValue("application/json");
        assertThat(reply.header("Cache-Control")).as("%s", reply).hasValue("no-store");
    }

    /** Names of the members of an answer. */
    static List<String> members(Reply reply) {
        List<String> names = new ArrayList<>();
        reply.json().fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    default void essdee_resets_a_password_from_mobile_number_to_sign_in() {
        Attempt attempt = essdeeAttempt();
        SignedIn before = signedIn(attempt.person());

        Reply verified = verify(attempt, attempt.code(), KEY).expect(200);
        assertThat(members(verified)).containsExactly("reset_password_key");
        String key = site().secrets().keep(verified.get("reset_password_key"));
        assertThat(key).matches("[A-Za-z0-9]{32}");
        String password = site().secrets().keep(Person.newPassword());
        says(200, "/", visitor().post(UPDATE_PASSWORD, "key", key, "new_password", password));

        signIn(visitor(), attempt.person().email(), password).expect(200);
        signIn(visitor(), attempt.person().email(), attempt.person().password()).expect(401);
        me(before.visitor()).expect(401);
        says(
                410,
                "The Link specified has either been used before or Invalid",
                visitor().post(UPDATE_PASSWORD, "key", key, "new_password", password));
    }

    @Test
    default void essdee_takes_no_key_from_before_the_password_was_reset_or_changed() {
        Person person = member();
        Attempt thief = essdeeAttempt(person);
        String key = site().secrets()
                .keep(verify(thief, thief.code(), KEY).expect(200).get("reset_password_key"));
        String id = visitor()
                .post(API + "/password/forgot", "login", person.email())
                .expect(202)
                .get("id");
        String next = Person.newPassword();
        visitor()
                .post(
                        API + "/password/reset",
                        "otpId",
                        id,
                        "code",
                        site().nextCode(person.email()),
                        "newPassword",
                        next)
                .expect(204);
        String stolen = Person.newPassword();
        says(
                410,
                "The Link specified has either been used before or Invalid",
                visitor().post(UPDATE_PASSWORD, "key", key, "new_password", stolen));

        Attempt again = essdeeAttempt(person);
        String other = site().secrets()
                .keep(verify(again, again.code(), KEY).expect(200).get("reset_password_key"));
        Visitor owner = visitor();
        SignedIn.of(person, owner, signIn(owner, person.email(), next))
                .visitor()
                .put(API + "/users/me/password", "currentPassword", next, "newPassword", Person.newPassword())
                .expect(204);
        says(
                410,
                "The Link specified has either been used before or Invalid",
                visitor().post(UPDATE_PASSWORD, "key", other, "new_password", stolen));
        signIn(visitor(), person.email(), stolen).expect(401);
    }

    @Test
    default void essdee_hands_out_credentials_that_sign_requests() {
        Attempt attempt = essdeeAttempt();

        Reply verified = verify(attempt, attempt.code(), CREDENTIALS).expect(200);

        assertThat(members(verified)).containsExactly("api_key", "api_secret");
        String key = verified.get("api_key");
        String secret = site().secrets().keep(verified.get("api_secret"));
        assertThat(key).hasSizeGreaterThanOrEqualTo(15);
        assertThat(secret).hasSizeGreaterThanOrEqualTo(15);
        Reply account = me(visitor().with("Authorization", "token " + key + ":" + secret))
                .expect(200);
        assertThat(account.get("email")).isEqualTo(attempt.person().email());
    }

    @Test
    default void essdee_hands_no_credentials_out_for_one_factor_of_two() {
        Person person = member();
        SignedIn owner = signedIn(person);
        owner.visitor().patch("/api/v1/users/me", "secondFactor", "email").expect(200);

        Attempt attempt = essdeeAttempt(person);
        says(401, "Incorrect OTP", verify(attempt, attempt.code(), CREDENTIALS));
        assertThat(owner.visitor().get("/api/v1/users/me/credentials").json().path("credentials"))
                .isEmpty();

        Attempt reset = essdeeAttempt(person);
        String key = site().secrets()
                .keep(verify(reset, reset.code(), KEY).expect(200).get("reset_password_key"));
        String password = site().secrets().keep(Person.newPassword());
        says(200, "/", visitor().post(UPDATE_PASSWORD, "key", key, "new_password", password));
        signIn(visitor(), person.email(), password).expect(202);
    }

    @Test
    default void essdee_makes_no_reset_key_over_the_phone_that_is_the_second_factor() {
        Person person = member();
        signedIn(person)
                .visitor()
                .patch("/api/v1/users/me", "secondFactor", "sms")
                .expect(200);
        site().nextLetter(person.phone());

        String name = visitor()
                .post(INITIATE, "mobile_number", person.phone())
                .expect(200)
                .get("otp_auth_attempt_name");
        assertThat(site().nextLetter(person.phone()).code()).isEmpty();
        Attempt attempt = new Attempt(person, name, "000000");
        says(401, "Incorrect OTP", verify(attempt, attempt.code(), KEY));
        says(401, "Incorrect OTP", verify(attempt, attempt.code(), CREDENTIALS));
    }

    @Test
    default void essdee_says_that_its_codes_give_access_and_ends_its_credentials() {
        Person person = member();
        visitor().post(INITIATE, "mobile_number", person.phone()).expect(200);
        Letter letter = site().nextLetter(person.phone());
        assertThat(letter.text()).contains("gives API access");

        Attempt attempt = essdeeAttempt(person);
        site().secrets()
                .keep(verify(attempt, attempt.code(), CREDENTIALS).expect(200).get("api_secret"));
        Reply listed =
                signedIn(person).visitor().get("/api/v1/users/me/credentials").expect(200);
        assertThat(Duration.between(
                        Instant.parse(listed.get("credentials/0/createdAt")),
                        Instant.parse(listed.get("credentials/0/expiresAt"))))
                .isEqualTo(Duration.ofDays(90));
    }

    @Test
    default void essdee_keeps_the_key_and_replaces_the_secret() {
        Person person = member();
        Attempt first = essdeeAttempt(person);
        Reply old = verify(first, first.code(), CREDENTIALS).expect(200);
        Attempt second = essdeeAttempt(person);
        Reply renewed = verify(second, second.code(), CREDENTIALS).expect(200);
        site().secrets().keep(old.get("api_secret"));
        site().secrets().keep(renewed.get("api_secret"));

        assertThat(renewed.get("api_key")).isEqualTo(old.get("api_key"));
        me(visitor().with("Authorization", "token " + old.get("api_key") + ":" + old.get("api_secret")))
                .expect(401);
        me(visitor().with("Authorization", "token " + renewed.get("api_key") + ":" + renewed.get("api_secret")))
                .expect(200);
    }

    @Test
    default void essdee_takes_forms_query_parameters_and_a_trailing_slash() {
        Person person = member();
        String number = URLEncoder.encode(person.phone(), UTF_8);
        String form = "application/x-www-form-urlencoded";
        String name = visitor()
                .send("POST", INITIATE + "/", form, ("mobile_number=" + number).getBytes(UTF_8))
                .expect(200)
                .get("otp_auth_attempt_name");
        site().nextCode(person.phone());
        says(
                200,
                "OTP Sent Successfully",
                visitor().send("POST", RESEND, form, ("otp_auth_attempt_name=" + name).getBytes(UTF_8)));
        String code = site().nextCode(person.phone());
        String key = visitor()
                .post(VERIFY + "/?otp_auth_attempt_name=" + name + "&action=" + KEY, "incoming_otp", code)
                .expect(200)
                .get("reset_password_key");
        site().secrets().keep(key);
        String password = site().secrets().keep(Person.newPassword());
        says(
                200,
                "/",
                visitor()
                        .send(
                                "POST",
                                UPDATE_PASSWORD,
                                form,
                                ("key=" + key + "&new_password=" + URLEncoder.encode(password, UTF_8))
                                        .getBytes(UTF_8)));
        visitor().post(INITIATE + "?mobile_number=" + number).expect(200);
    }

    @Test
    default void essdee_takes_no_secret_out_of_the_address() {
        Attempt attempt = essdeeAttempt();
        String query = "?otp_auth_attempt_name=" + attempt.name() + "&action=" + KEY + "&incoming_otp=";

        says(
                400,
                "incoming_otp must be in the body, not in the address",
                visitor().post(VERIFY + query + attempt.code()));
        says(
                400,
                "key must be in the body, not in the address",
                visitor().post(UPDATE_PASSWORD + "?key=x&new_password=y"));
        verify(attempt, attempt.code(), KEY).expect(200);
    }

    @Test
    default void essdee_knows_numbers_however_they_are_written() {
        Person person = member();
        String phone = person.phone();
        visitor()
                .post(
                        INITIATE,
                        "mobile_number",
                        phone.substring(0, 3) + " " + phone.substring(3, 7) + "-" + phone.substring(7))
                .expect(200);
    }

    @Test
    default void essdee_lets_several_attempts_live_side_by_side() {
        Person person = member();
        Attempt first = essdeeAttempt(person);
        Attempt second = essdeeAttempt(person);

        assertThat(second.name()).isNotEqualTo(first.name());
        verify(first, first.code(), KEY).expect(200);
        verify(second, second.code(), KEY).expect(200);
    }

    @Test
    default void essdee_counts_five_wrong_codes_and_then_blocks_the_essdeeAttempt() {
        Attempt attempt = essdeeAttempt();
        for (int i = 0; i < 5; i++) {
            says(401, "Incorrect OTP", verify(attempt, Scenarios.wrong(attempt.code()), KEY));
        }

        says(429, "Maximum Limit Reached", verify(attempt, Scenarios.wrong(attempt.code()), KEY));
        says(429, "Maximum Limit Reached", verify(attempt, attempt.code(), KEY));
        says(429, "Maximum Limit Reached", verify(attempt, attempt.code(), CREDENTIALS));
        says(429, "Maximum Limit Reached", resend(attempt));
    }

    @Test
    default void essdee_takes_a_right_code_after_four_wrong_ones() {
        Attempt attempt = essdeeAttempt();
        for (int i = 0; i < 4; i++) {
            says(401, "Incorrect OTP", verify(attempt, Scenarios.wrong(attempt.code()), KEY));
        }

        verify(attempt, attempt.code(), KEY).expect(200);
    }

    @Test
    default void essdee_takes_a_code_once() {
        Attempt attempt = essdeeAttempt();
        verify(attempt, attempt.code(), KEY).expect(200);

        says(404, "OTP Attempt Not Found", verify(attempt, attempt.code(), KEY));
        says(404, "OTP Attempt Not Found", verify(attempt, attempt.code(), CREDENTIALS));
        says(404, "OTP Attempt Not Found", resend(attempt));
    }

    @ParameterizedTest
    @ValueSource(strings = {"aef176ad62", UNKNOWN_ID, "'; DROP TABLE otp_challenge; --", "../../x"})
    default void essdee_knows_no_other_attempt(String name) {
        Attempt attempt = new Attempt(Person.somebody(), name, "123456");

        says(404, "OTP Attempt Not Found", verify(attempt, "123456", KEY));
        says(404, "OTP Attempt Not Found", resend(attempt));
    }

    @Test
    default void essdee_resends_the_same_code_three_times_and_counts_no_failure_anew() {
        Attempt attempt = essdeeAttempt();
        for (int i = 0; i < 4; i++) {
            says(401, "Incorrect OTP", verify(attempt, Scenarios.wrong(attempt.code()), KEY));
        }
        for (int i = 0; i < 3; i++) {
            says(200, "OTP Sent Successfully", resend(attempt));
            assertThat(site().nextCode(attempt.person().phone())).isEqualTo(attempt.code());
        }

        Reply fourth = resend(attempt);
        says(429, "Maximum Limit Reached", fourth);
        // The caller needs a new attempt. Waiting does not help.
        assertThat(fourth.header("Retry-After")).isEmpty();
        says(401, "Incorrect OTP", verify(attempt, Scenarios.wrong(attempt.code()), KEY));
        says(429, "Maximum Limit Reached", verify(attempt, attempt.code(), KEY));
    }

    /** In the original an expired but right code got its key in the body of the 429, and a wrong code got 401. */
    @Test
    default void essdee_fault_an_expired_code_leaked_the_key() {
        Attempt first = essdeeAttempt();
        Attempt second = essdeeAttempt();
        says(200, "OTP Sent Successfully", resend(second));
        pass(LIFETIME.plusSeconds(1));

        says(429, "OTP Expired", verify(first, first.code(), KEY));
        says(429, "OTP Expired", verify(first, first.code(), CREDENTIALS));
        says(429, "OTP Expired", verify(first, Scenarios.wrong(first.code()), KEY));
        says(429, "OTP Expired", resend(first));
        says(429, "OTP Expired", verify(second, second.code(), KEY));
    }

    /** In the original the attempt was made, its name was answered and an SMS was sent all the same. */
    @Test
    default void essdee_fault_an_unknown_mobile_got_an_attempt_and_a_message() {
        String phone = Person.newPhone();

        says(404, "User Not Found", visitor().post(INITIATE, "mobile_number", phone));
        says(404, "User Not Found", visitor().post(INITIATE, "mobile_number", "nobody"));
        says(404, "User Not Found", visitor().post(INITIATE, "mobile_number", Person.newEmail()));

        essdeeAttempt();
        assertThat(Site.POST.lettersTo(phone)).isEmpty();
    }

    /** A number that a person only claims belongs to no account. */
    @Test
    default void essdee_knows_no_number_that_was_never_verified() {
        Person person = Person.somebody();
        register(visitor(), person).expect(202);

        says(404, "User Not Found", visitor().post(INITIATE, "mobile_number", person.phone()));
    }

    /** In the original the body of the 500 held the attempt's name, or a stack trace. */
    @Test
    default void essdee_fault_a_failed_message_leaked_the_attempt() {
        Person person = member();
        Site.POST.refuse(person.phone());

        says(500, "OTP Generation Failed", visitor().post(INITIATE, "mobile_number", person.phone()));

        Site.POST.takeAgain(person.phone());
        essdeeAttempt(person);
    }

    @Test
    default void essdee_says_that_a_resend_failed_and_keeps_the_code() {
        Attempt attempt = essdeeAttempt();
        Site.POST.refuse(attempt.person().phone());

        says(500, "Resend OTP Failed", resend(attempt));

        Site.POST.takeAgain(attempt.person().phone());
        verify(attempt, attempt.code(), KEY).expect(200);
    }

    /** In the original the first api_key of an account was null. */
    @Test
    default void essdee_fault_the_first_api_key_was_null() {
        Attempt attempt = essdeeAttempt();

        JsonNode verified =
                verify(attempt, attempt.code(), CREDENTIALS).expect(200).json();

        assertThat(verified.path("api_key").isTextual()).isTrue();
        site().secrets().keep(verified.path("api_secret").asText());
    }

    /** In the original the right code was used up, and the answer was 200 with an empty object. */
    @ParameterizedTest
    @ValueSource(strings = {"get_rich", "", "GET_API_CREDENTIALS", "get_api_credentials "})
    default void essdee_fault_an_unknown_action_spent_the_code(String action) {
        Attempt attempt = essdeeAttempt();

        Reply refused = verify(attempt, attempt.code(), action).expect(400);

        assertThat(refused.get("message")).startsWith("action ");
        verify(attempt, attempt.code(), KEY).expect(200);
    }

    /** In the original a code as a JSON number was always wrong. */
    @Test
    default void essdee_fault_a_code_as_a_number_was_always_wrong() {
        Person person = member();
        Attempt attempt = essdeeAttempt(person);
        // JSON has no numbers with leading zeros.
        while (attempt.code().startsWith("0")) {
            attempt = essdeeAttempt(person);
        }

        verify(attempt, Long.parseLong(attempt.code()), KEY).expect(200);
    }

    /**
     * In the original a missing or non-string mobile_number led to a 500 with a stack trace. So did a resend without an
     * attempt.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "initiate_otp | {} | mobile_number is required",
                """
                        initiate_otp | {"mobile_number":null} | mobile_number is required""",
                """
                        initiate_otp | {"mobile_number":""} | mobile_number is required""",
                """
                        initiate_otp | {"mobile_number":9876543210} | mobile_number must be a string""",
                """
                        initiate_otp | {"mobile_number":["9876543210"]} | mobile_number must be a string""",
                """
                        initiate_otp | {"mobile_number":{"a":1}} | mobile_number must be a string""",
                """
                        initiate_otp | {"mobile_number":true} | mobile_number must be a string""",
                "resend_otp | {} | otp_auth_attempt_name is required",
                """
                        resend_otp | {"otp_auth_attempt_name":7} | otp_auth_attempt_name must be a string""",
                """
                        resend_otp | {"otp_auth_attempt_name":[]} | otp_auth_attempt_name must be a string""",
                "verify_otp | {} | otp_auth_attempt_name is required",
                """
                        verify_otp | {"otp_auth_attempt_name":"x"} | incoming_otp is required""",
                """
                        verify_otp | {"otp_auth_attempt_name":"x","incoming_otp":["1"]} | incoming_otp must be a \
                        string or a number""",
                """
                        verify_otp | {"otp_auth_attempt_name":"x","incoming_otp":{}} | incoming_otp must be a string or \
                        a number""",
                """
                        verify_otp | {"otp_auth_attempt_name":"x","incoming_otp":true} | incoming_otp must be a string \
                        or a number""",
                """
                        verify_otp | {"otp_auth_attempt_name":"x","incoming_otp":"1"} | action is required""",
                """
                        verify_otp | {"otp_auth_attempt_name":"x","incoming_otp":"1","action":1} | action must be a \
                        string""",
                "initiate_otp | [] | The body must be a JSON object.",
                "initiate_otp | \"x\" | The body must be a JSON object.",
                "initiate_otp | { | 'The body is not well-formed JSON in UTF-8, or has a name twice.'",
                """
                        verify_otp | {"action":1,"action":2} | 'The body is not well-formed JSON in UTF-8, or has a name \
                        twice.'"""
            })
    default void essdee_fault_bad_input_was_a_500_with_a_trace(String method, String body, String message) {
        says(400, message, visitor().send("POST", ATTEMPT + method, "application/json", body.getBytes(UTF_8)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{} | key is required", """
                        {"key":7,"new_password":"x"} | key must be a string""", """
                        {"key":"x"} | new_password is required""", """
                        {"key":"x","new_password":12345678} | new_password must be a string""", """
                        {"key":"x","new_password":["a"]} | new_password must be a string"""})
    default void essdee_says_what_a_password_change_lacks(String body, String message) {
        says(400, message, visitor().send("POST", UPDATE_PASSWORD, "application/json", body.getBytes(UTF_8)));
    }

    @Test
    default void essdee_keeps_the_key_when_the_password_is_too_weak() {
        Attempt attempt = essdeeAttempt();
        String key = verify(attempt, attempt.code(), KEY).expect(200).get("reset_password_key");
        site().secrets().keep(key);

        Reply refused = visitor().post(UPDATE_PASSWORD, "key", key, "new_password", "short");
        assertThat(refused.expect(400).get("message")).startsWith("new_password ");

        String password = site().secrets().keep(Person.newPassword());
        says(200, "/", visitor().post(UPDATE_PASSWORD, "key", key, "new_password", password));
    }

    @Test
    default void essdee_knows_no_made_up_key() {
        says(
                410,
                "The Link specified has either been used before or Invalid",
                visitor()
                        .post(
                                UPDATE_PASSWORD,
                                "key",
                                "N8E4yyJCtQgcPrNaN0v5fWXzdsf",
                                "new_password",
                                Person.newPassword()));
    }

    /** In the original the count of wrong answers was read, increased and written back without a lock. */
    @Test
    default void essdee_fault_parallel_guesses_were_counted_as_one() {
        Attempt attempt = essdeeAttempt();
        String wrong = Scenarios.wrong(attempt.code());

        List<Integer> statuses = IntStream.range(0, 12)
                .parallel()
                .mapToObj(i -> verify(attempt, wrong, KEY).status())
                .toList();

        assertThat(statuses).filteredOn(status -> status == 401).hasSize(5);
        assertThat(statuses).filteredOn(status -> status == 429).hasSize(7);
    }

    /** In the original a code's key lasted until the next key. */
    @Test
    default void essdee_fault_a_reset_key_could_be_used_by_two_at_once() {
        Attempt attempt = essdeeAttempt();
        String key = verify(attempt, attempt.code(), KEY).expect(200).get("reset_password_key");
        site().secrets().keep(key);

        List<Integer> statuses = IntStream.range(0, 4)
                .parallel()
                .mapToObj(i -> visitor()
                        .post(UPDATE_PASSWORD, "key", key, "new_password", Person.newPassword())
                        .status())
                .toList();

        assertThat(statuses).containsOnlyOnce(200).contains(410);
    }

    @ParameterizedTest
    @ValueSource(strings = {INITIATE, VERIFY, RESEND, UPDATE_PASSWORD})
    default void essdee_takes_posts_of_its_forms_only(String path) {
        for (String method : List.of("GET", "PUT", "DELETE")) {
            Reply reply = visitor().send(method, path, null, new byte[0]);
            says(405, "Method Not Allowed", reply);
            assertThat(reply.header("Allow").orElse("")).contains("POST");
        }
        says(415, "Unsupported Media Type", visitor().send("POST", path, "text/plain", "x".getBytes(UTF_8)));
        says(413, "At most 64 KiB are taken.", visitor().send("POST", path, "application/json", """
                                        {"a":"%s"}""".formatted(
                        "x".repeat(70_000))
                .getBytes(UTF_8)));
        assertThat(visitor().post(path).expect(400).get("message")).endsWith(" is required");
    }

    @Test
    default void essdee_shares_no_code_with_the_native_api() {
        Attempt attempt = essdeeAttempt();

        visitor()
                .post(
                        API + "/password/reset",
                        "otpId",
                        attempt.name(),
                        "code",
                        attempt.code(),
                        "newPassword",
                        Person.newPassword());
        Scenarios.super.verify(visitor(), attempt.name(), attempt.code()).expectProblem(422);
        signInWithCode(visitor(), attempt.name(), attempt.code());

        verify(attempt, attempt.code(), KEY).expect(200);
    }
}
