package io.latchkey.bootstrap.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of the clients of DhiWise's generated user management. */
interface DhiwiseScenarios extends Scenarios {
    JsonMapper JSON = new JsonMapper();
    String ADMIN = "/admin/auth/";
    String DEVICE = "/device/auth/";
    Duration LOCK = Duration.ofSeconds(4);
    int GUESSES_PER_ADDRESS = 6;
    int GUESSES_OVERALL = 80;

    /** Sets the configuration of these scenarios. */
    static void configure(Properties settings) {
        settings.setProperty("latchkey.faces.dhiwise.retry-lock.reactivation", LOCK.toString());
        settings.setProperty("latchkey.faces.dhiwise.guess-per-address.quota", Integer.toString(GUESSES_PER_ADDRESS));
        settings.setProperty("latchkey.faces.dhiwise.guess-per-face.quota", Integer.toString(GUESSES_OVERALL));
    }

    private Reply register(String platform, Person person) {
        return visitor()
                .post(
                        platform + "register",
                        "username",
                        person.username(),
                        "password",
                        person.password(),
                        "email",
                        person.email(),
                        "name",
                        "Joanna Nicolas");
    }

    /** A person who has just registered. */
    private Person registered() {
        Person person = Person.somebody();
        register(ADMIN, person).expect(200);
        return person;
    }

    private Reply login(Person person) {
        return login(person.username(), person.password());
    }

    private Reply login(String username, String password) {
        return visitor().post(ADMIN + "login", "username", username, "password", password);
    }

    private Reply forgot(String email) {
        return visitor().post(ADMIN + "forgot-password", "email", email);
    }

    /** Requests a code that resets the password of the person with this address. */
    private String resetCode(String email) {
        expectExecuted(forgot(email), "otp successfully send to your email.");
        return site().nextCode(email);
    }

    private Reply validate(String otp) {
        return visitor().post(ADMIN + "validate-otp", "otp", otp);
    }

    private Reply reset(String code, String newPassword) {
        return visitor().put(ADMIN + "reset-password", "code", code, "newPassword", newPassword);
    }

    private Reply sendLoginOtp(Person person) {
        return visitor().post(ADMIN + "send_login_otp", "username", person.username(), "password", person.password());
    }

    private String loginCode(Person person) {
        expectEnvelope(sendLoginOtp(person), 200, "SUCCESS", "Login Successful");
        return site().nextCode(person.email());
    }

    private Reply loginWithOtp(Person person, String otp) {
        return visitor()
                .post(
                        ADMIN + "login_with_otp",
                        "username",
                        person.username(),
                        "password",
                        person.password(),
                        "otp",
                        otp);
    }

    private static Reply expectEnvelope(Reply reply, int httpStatus, String status, String message) {
        reply.expect(httpStatus);
        assertThat(reply.header("Content-Type").orElse("")).isEqualToIgnoringCase("application/json;charset=utf-8");
        assertThat(reply.header("Cache-Control")).hasValue("no-store");
        assertThat(reply.json().fieldNames()).toIterable().containsExactly("status", "message", "data");
        assertThat(reply.get("status")).as(reply.text()).isEqualTo(status);
        assertThat(reply.get("message")).as(reply.text()).isEqualTo(message);
        return reply;
    }

    /** Checks an answer without data. */
    private static void expectBare(Reply reply, int httpStatus, String status, String message) {
        expectEnvelope(reply, httpStatus, status, message);
        assertThat(reply.json().path("data").isObject()).as(reply.text()).isTrue();
        assertThat(reply.json().path("data")).as(reply.text()).isEmpty();
    }

    private static void expectExecuted(Reply reply, String data) {
        expectEnvelope(reply, 200, "SUCCESS", "Your request is successfully executed");
        assertThat(reply.get("data")).isEqualTo(data);
    }

    private static void expectLoggedIn(Reply reply, Person person) {
        expectEnvelope(reply, 200, "SUCCESS", "Login successful.");
        JsonNode data = reply.json().path("data");
        assertThat(data.fieldNames())
                .toIterable()
                .containsExactly(
                        "loginRetryLimit",
                        "_id",
                        "username",
                        "role",
                        "createdAt",
                        "updatedAt",
                        "isDeleted",
                        "isActive",
                        "id",
                        "token");
        assertThat(data.path("loginRetryLimit").intValue()).isZero();
        assertThat(data.path("_id").asText()).matches("[0-9a-f]{24}").isEqualTo(reply.get("data/id"));
        assertThat(data.path("username").asText()).isEqualTo(person.username());
        assertThat(data.path("role").intValue()).isEqualTo(1);
        assertThat(data.path("createdAt").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(data.path("updatedAt").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(data.path("isDeleted")).isEqualTo(BooleanNode.valueOf(false));
        assertThat(data.path("isActive")).isEqualTo(BooleanNode.valueOf(true));
    }

    private static void expectFailed(Reply reply) {
        expectBare(reply, 400, "BAD_REQUEST", "Login failed.");
    }

    private static void expectLocked(Reply reply) {
        reply.expect(400);
        assertThat(reply.get("status")).isEqualTo("BAD_REQUEST");
        assertThat(reply.get("message"))
                .matches("you have exceed the number of limit\\.you can login after 0 minute and [1-4] second\\.");
    }

    // ---- the story, on both platforms

    @ParameterizedTest
    @ValueSource(strings = {ADMIN, DEVICE})
    default void a_user_registers_logs_in_and_logs_out(String platform) {
        Person person = Person.somebody();
        Reply registered = register(platform, person);
        expectEnvelope(registered, 200, "SUCCESS", "Your request is successfully executed");
        JsonNode data = registered.json().path("data");
        assertThat(data.fieldNames())
                .toIterable()
                .containsExactly(
                        "username",
                        "email",
                        "name",
                        "id",
                        "_id",
                        "loginRetryLimit",
                        "createdAt",
                        "updatedAt",
                        "isDeleted",
                        "isActive");
        assertThat(data.path("username").asText()).isEqualTo(person.username());
        assertThat(data.path("email").asText()).isEqualTo(person.email());
        assertThat(data.path("name").asText()).isEqualTo("Joanna Nicolas");
        assertThat(data.path("id").asText()).matches("[0-9a-f]{24}");
        assertThat(data.path("isDeleted").asBoolean(true)).isFalse();
        assertThat(data.path("isActive").asBoolean(false)).isTrue();

        Reply login = visitor().post(platform + "login", "username", person.username(), "password", person.password());
        expectLoggedIn(login, person);
        assertThat(login.get("data/id")).isEqualTo(registered.get("data/id"));
        Visitor caller = visitor().bearer(site().secrets().keep(login.get("data/token")));
        assertThat(me(caller).expect(200).get("username")).isEqualTo(person.username());

        expectBare(caller.post(platform + "logout"), 200, "SUCCESS", "Logged Out Successfully");
        expectBare(
                caller.post(platform + "logout"), 401, "UNAUTHORIZED", "You are not authorized to access the request.");
        me(caller).expectProblem(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {ADMIN, DEVICE})
    default void a_user_who_forgot_the_password_sets_another(String platform) {
        Person person = registered();
        String newPassword = Person.newPassword();
        expectExecuted(
                visitor().post(platform + "forgot-password", "email", person.email()),
                "otp successfully send to your email.");
        String code = site().nextCode(person.email());
        assertThat(code).matches("[0-9]{8}");

        expectBare(visitor().post(platform + "validate-otp", "otp", code), 200, "SUCCESS", "Otp verified");
        expectExecuted(
                visitor().put(platform + "reset-password", "code", code, "newPassword", newPassword),
                "Password reset successfully");

        expectFailed(login(person));
        expectLoggedIn(login(person.username(), newPassword), person);
        assertThat(site().nextLetter(person.email()).code())
                .as("notice of the change")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {ADMIN, DEVICE})
    default void a_user_signs_in_with_password_and_code(String platform) {
        Person person = registered();
        Reply sent = visitor()
                .post(platform + "send_login_otp", "username", person.username(), "password", person.password());
        expectEnvelope(sent, 200, "SUCCESS", "Login Successful");
        assertThat(sent.get("data")).isEqualTo("Please check your email/mobile for OTP");

        Reply login = visitor()
                .post(
                        platform + "login_with_otp",
                        "username",
                        person.username(),
                        "password",
                        person.password(),
                        "otp",
                        site().nextCode(person.email()));
        expectLoggedIn(login, person);
        me(visitor().bearer(site().secrets().keep(login.get("data/token")))).expect(200);
    }

    @Test
    default void generated_clients_that_call_the_login_otp_code_are_understood() {
        Person person = registered();
        String code = loginCode(person);
        expectLoggedIn(
                visitor()
                        .post(
                                ADMIN + "login_with_otp",
                                "username",
                                person.username(),
                                "password",
                                person.password(),
                                "code",
                                code),
                person);
    }

    @Test
    default void a_trailing_slash_and_a_form_make_no_difference() {
        Person person = registered();
        expectLoggedIn(
                visitor().post(ADMIN + "login/", "username", person.username(), "password", person.password()), person);
        String form = "username=" + person.username() + "&password="
                + person.password().replace(" ", "+");
        expectLoggedIn(
                visitor().send("POST", ADMIN + "login", "application/x-www-form-urlencoded", form.getBytes(UTF_8)),
                person);
    }

    @Test
    default void a_login_token_is_signed_asymmetrically_and_lives_a_day() throws Exception {
        Person person = registered();
        String[] token = site().secrets().keep(login(person).get("data/token")).split("\\.", -1);
        JsonNode header = JSON.readTree(Base64.getUrlDecoder().decode(token[0]));
        JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(token[1]));
        assertThat(header.path("alg").asText()).isEqualTo("ES256");
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong())
                .isEqualTo(Duration.ofHours(24).toSeconds());
    }

    // ---- register

    @Test
    default void a_taken_username_email_or_phone_is_duplicate_data() {
        Person first = Person.somebody();
        Person second = Person.somebody();
        visitor()
                .post(
                        ADMIN + "register",
                        "username",
                        first.username(),
                        "password",
                        first.password(),
                        "email",
                        first.email(),
                        "mobileNo",
                        first.phone())
                .expect(200);
        List<Reply> replies = List.of(
                visitor()
                        .post(
                                ADMIN + "register",
                                "username",
                                first.username().toUpperCase(Locale.ROOT),
                                "password",
                                second.password()),
                visitor()
                        .post(
                                DEVICE + "register",
                                "username",
                                second.username(),
                                "password",
                                second.password(),
                                "email",
                                first.email().toUpperCase(Locale.ROOT)),
                visitor()
                        .post(
                                ADMIN + "register",
                                "username",
                                second.username(),
                                "password",
                                second.password(),
                                "mobileNo",
                                first.phone()));
        assertThat(replies)
                .allSatisfy(reply ->
                        expectBare(reply, 422, "VALIDATION_ERROR", "User Registration Failed, Duplicate Data found"));
    }

    @Test
    default void the_verified_address_of_a_native_account_is_duplicate_data() {
        Person owner = member();
        Person stranger = Person.somebody();
        expectBare(
                visitor()
                        .post(
                                ADMIN + "register",
                                "username",
                                stranger.username(),
                                "password",
                                stranger.password(),
                                "email",
                                owner.email()),
                422,
                "VALIDATION_ERROR",
                "User Registration Failed, Duplicate Data found");
    }

    @Test
    default void one_of_twenty_registers_an_address() throws Exception {
        String email = Person.newEmail();
        List<Reply> replies = ConcurrencyScenarios.atOnce(() -> {
            Person person = Person.somebody();
            return visitor()
                    .post(
                            ADMIN + "register",
                            "username",
                            person.username(),
                            "password",
                            person.password(),
                            "email",
                            email);
        });
        assertThat(replies).filteredOn(reply -> reply.status() == 200).hasSize(1);
        assertThat(replies)
                .filteredOn(reply -> reply.status() != 200)
                .allSatisfy(reply ->
                        expectBare(reply, 422, "VALIDATION_ERROR", "User Registration Failed, Duplicate Data found"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", """
                        {"username":"whoever"}""", """
                        {"password":"lantern harbour 1"}""", """
                        {"username":null,"password":"lantern harbour 1"}""", """
                        {"username":"","password":"lantern harbour 1"}""", """
                        {"username":{"$ne":null},"password":"lantern harbour 1"}""", """
                        {"username":["whoever"],"password":"lantern harbour 1"}""", """
                        {"username":12345,"password":"lantern harbour 1"}""", """
                        {"username":true,"password":"lantern harbour 1"}""", """
                        {"username":"w\\u0000hoever","password":"lantern harbour 1"}""", """
                        {"username":"whoever","password":{"$ne":null}}""", """
                        {"username":"whoever","password":12345678}""", """
                        {"username":"whoever","password":"short"}""", """
                        {"username":"whoever","password":"lantern harbour 1","email":"no address"}""", """
                        {"username":"whoever","password":"lantern harbour 1","email":{"$gt":""}}""", """
                        {"username":"whoever","password":"lantern harbour 1","name":[]}""", """
                        {"username":"whoever","password":"lantern harbour 1","mobileNo":4915112345678}""", """
                        {"username":"whoever","password":"lantern harbour 1","mobileNo":"12"}"""})
    default void registering_with_invalid_values_is_a_validation_error(String body) {
        Reply reply = visitor().send("POST", ADMIN + "register", "application/json", body.getBytes(UTF_8));
        reply.expect(422);
        assertThat(reply.get("status")).isEqualTo("VALIDATION_ERROR");
        assertThat(reply.get("message")).startsWith("Invalid values in parameters, \"");
        assertThat(reply.json().path("data")).isEmpty();
        assertThat(reply.text()).doesNotContain("lantern");
    }

    @Test
    default void registering_twice_at_once_makes_one_account() throws Exception {
        Person person = Person.somebody();
        List<Reply> replies = ConcurrencyScenarios.atOnce(() -> register(ADMIN, person));
        assertThat(replies).filteredOn(reply -> reply.status() == 200).hasSize(1);
        assertThat(replies).filteredOn(reply -> reply.status() == 422).hasSize(replies.size() - 1);
    }

    // ---- bad input of every kind

    static Stream<Arguments> routesWithBodies() {
        return Stream.of(ADMIN, DEVICE)
                .flatMap(platform -> Stream.of(
                        Arguments.of("POST", platform + "forgot-password", List.of("email")),
                        Arguments.of("POST", platform + "validate-otp", List.of("otp")),
                        Arguments.of("PUT", platform + "reset-password", List.of("code", "newPassword")),
                        Arguments.of("POST", platform + "login", List.of("username", "password")),
                        Arguments.of("POST", platform + "send_login_otp", List.of("username", "password")),
                        Arguments.of("POST", platform + "login_with_otp", List.of("username", "password", "otp"))));
    }

    @ParameterizedTest
    @MethodSource("routesWithBodies")
    default void what_is_no_text_is_bad_syntax(String method, String path, List<String> members) {
        for (String member : members) {
            for (Object value : List.of(Map.of("$ne", ""), List.of("a"), 1234, true, "a\u0000b")) {
                var body = Visitor.object();
                members.forEach(name -> body.put(name, "12345678"));
                body.set(member, JSON.valueToTree(value));
                expectBare(
                        visitor().json(method, path, body),
                        400,
                        "BAD_REQUEST",
                        "The request cannot be fulfilled due to bad syntax.");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("routesWithBodies")
    default void what_is_missing_is_insufficient(String method, String path, List<String> members) {
        for (String member : members) {
            for (String value : new @Nullable String[] {null, ""}) {
                var body = Visitor.object();
                members.forEach(name -> body.put(name, "12345678"));
                body.put(member, value);
                expectInsufficient(visitor().json(method, path, body));
            }
        }
        expectInsufficient(visitor().json(method, path, Visitor.object()));
        expectInsufficient(visitor().send(method, path, "application/json", new byte[0]));
        expectInsufficient(visitor().send(method, path, null, new byte[0]));
    }

    private static void expectInsufficient(Reply reply) {
        reply.expect(400);
        assertThat(reply.get("status")).isEqualTo("BAD_REQUEST");
        assertThat(reply.get("message"))
                .isIn(
                        "Insufficient parameters.",
                        "Insufficient request parameters! username, password and otp are required.");
    }

    @ParameterizedTest
    @MethodSource("routesWithBodies")
    default void a_body_that_cannot_be_read_is_bad_syntax(String method, String path, List<String> members) {
        for (String body : List.of("{", "[]", "\"text\"", "null", """
                {"a":1,}""", """
                {"a":1}{}""")) {
            expectBare(
                    visitor().send(method, path, "application/json", body.getBytes(UTF_8)),
                    400,
                    "BAD_REQUEST",
                    "The request cannot be fulfilled due to bad syntax.");
        }
        expectBare(
                visitor().send(method, path, "text/plain", "{}".getBytes(UTF_8)),
                400,
                "BAD_REQUEST",
                "The request cannot be fulfilled due to bad syntax.");
        assertThat(visitor().get(path).expect(405).get("status")).isEqualTo("BAD_REQUEST");
    }

    // ---- forgotten passwords

    @Test
    default void nobodys_address_is_not_found() {
        for (String email : List.of(Person.newEmail(), "no address", "$ne")) {
            expectBare(forgot(email), 200, "RECORD_NOT_FOUND", "Record not found with specified criteria.");
        }
    }

    @Test
    default void an_address_is_found_in_any_case() {
        Person person = registered();
        expectExecuted(forgot(person.email().toUpperCase(Locale.ROOT)), "otp successfully send to your email.");
        expectBare(validate(site().nextCode(person.email())), 200, "SUCCESS", "Otp verified");
    }

    @Test
    default void the_account_that_verified_an_address_gets_the_code() {
        Person squatter = registered();
        Person owner =
                new Person(Person.somebody().username(), squatter.email(), Person.newPhone(), Person.newPassword());
        for (JsonNode challenge : register(visitor(), owner).expect(202).json().path("challenges")) {
            String to = challenge.path("channel").asText().equals("sms") ? owner.phone() : owner.email();
            verify(visitor(), challenge.path("id").asText(), site().nextCode(to))
                    .expect(200);
        }
        String newPassword = Person.newPassword();
        expectExecuted(reset(resetCode(owner.email()), newPassword), "Password reset successfully");
        signIn(visitor(), owner.username(), newPassword).expect(200);
        expectLoggedIn(login(squatter), squatter);
    }

    @Test
    default void whoever_registered_with_my_address_gets_nothing_of_my_account() {
        Person stranger = registered();
        Visitor strangersSession =
                visitor().bearer(site().secrets().keep(login(stranger).get("data/token")));
        me(strangersSession).expect(200);

        String mine = Person.newPassword();
        expectExecuted(reset(resetCode(stranger.email()), mine), "Password reset successfully");

        me(strangersSession).expectProblem(401);
        expectFailed(login(stranger));
        assertThat(signIn(visitor(), stranger.email(), mine).expect(200).get("accessToken"))
                .as("the address is verified now")
                .isNotEmpty();
    }

    @Test
    default void a_newer_code_ends_the_older_one() {
        Person person = registered();
        String older = resetCode(person.email());
        String newer = resetCode(person.email());
        String expired = "Your reset password link is expired or invalid";
        expectBare(validate(older), 200, "FAILURE", expired);
        expectBare(reset(older, Person.newPassword()), 200, "FAILURE", expired);
        expectBare(validate(newer), 200, "SUCCESS", "Otp verified");
    }

    @Test
    default void a_wrong_code_is_invalid() {
        expectBare(validate("00000000"), 200, "FAILURE", "Invalid OTP");
        expectBare(validate("""
                {"$ne":null}"""), 200, "FAILURE", "Invalid OTP");
        expectBare(validate("1".repeat(1000)), 200, "FAILURE", "Invalid OTP");
        expectBare(reset("00000000", Person.newPassword()), 200, "FAILURE", "Invalid Code");
    }

    @Test
    default void an_email_binds_a_code_to_its_account() {
        Person person = registered();
        Person other = registered();
        String code = resetCode(person.email());
        expectBare(
                visitor().post(ADMIN + "validate-otp", "otp", code, "email", other.email()),
                200,
                "FAILURE",
                "Invalid OTP");
        expectBare(
                visitor()
                        .put(
                                ADMIN + "reset-password",
                                "code",
                                code,
                                "newPassword",
                                Person.newPassword(),
                                "email",
                                other.email()),
                200,
                "FAILURE",
                "Invalid Code");
        expectBare(
                visitor().post(ADMIN + "validate-otp", "otp", code, "email", person.email()),
                200,
                "SUCCESS",
                "Otp verified");
        expectBare(
                visitor().post(ADMIN + "validate-otp", "otp", code, "email", Map.of("$ne", "")),
                400,
                "BAD_REQUEST",
                "The request cannot be fulfilled due to bad syntax.");
    }

    @Test
    default void a_refused_new_password_leaves_the_code_good() {
        Person person = registered();
        String code = resetCode(person.email());
        for (String refused : List.of("short", "password123", person.username())) {
            Reply reply = reset(code, refused).expect(422);
            assertThat(reply.get("status")).isEqualTo("VALIDATION_ERROR");
            assertThat(reply.get("message")).startsWith("Invalid values in parameters, \"newPassword\" ");
        }
        expectExecuted(reset(code, Person.newPassword()), "Password reset successfully");
    }

    @Test
    default void codes_serve_one_purpose_alone() {
        Person person = registered();
        String loginCode = loginCode(person);
        expectBare(validate(loginCode), 200, "FAILURE", "Invalid OTP");
        String resetCode = resetCode(person.email());
        expectBare(loginWithOtp(person, resetCode), 400, "BAD_REQUEST", "Invalid Code");
    }

    // ---- signing in

    @Test
    default void wrong_credentials_of_every_kind_are_answered_alike() {
        Person person = registered();
        Person pending = Person.somebody();
        register(visitor(), pending).expect(202);
        List<Person> wrong = List.of(
                new Person(person.username(), person.email(), person.phone(), Person.newPassword()),
                Person.somebody(),
                new Person("$ne", "", "", Person.newPassword()),
                new Person(person.username(), person.email(), person.phone(), "x".repeat(300)),
                pending);
        for (Person somebody : wrong) {
            expectFailed(login(somebody));
            expectBare(sendLoginOtp(somebody), 200, "FAILURE", "User not found");
            expectBare(loginWithOtp(somebody, "123456"), 400, "BAD_REQUEST", "Invalid Code");
        }
    }

    @Test
    default void a_login_code_needs_the_password_too_and_is_not_spent_without_it() {
        Person person = registered();
        String code = loginCode(person);
        Person thief = new Person(person.username(), person.email(), person.phone(), Person.newPassword());
        expectBare(loginWithOtp(thief, code), 400, "BAD_REQUEST", "Invalid Code");
        expectLoggedIn(loginWithOtp(person, code), person);
    }

    @Test
    default void a_new_login_code_ends_the_one_before() {
        Person person = registered();
        String older = loginCode(person);
        String newer = loginCode(person);
        expectBare(loginWithOtp(person, older), 400, "BAD_REQUEST", "Invalid Code");
        expectLoggedIn(loginWithOtp(person, newer), person);
    }

    @Test
    default void a_username_without_address_cannot_be_sent_a_code() {
        Person person = Person.somebody();
        visitor()
                .post(ADMIN + "register", "username", person.username(), "password", person.password())
                .expect(200);
        expectBare(sendLoginOtp(person), 200, "FAILURE", "otp can not be sent due to some issue try again later.");
        expectLoggedIn(login(person), person);
    }

    @Test
    default void a_code_by_phone_signs_in_where_there_is_no_email() {
        Person person = Person.somebody();
        visitor()
                .post(
                        DEVICE + "register",
                        "username",
                        person.username(),
                        "password",
                        person.password(),
                        "mobileNo",
                        person.phone())
                .expect(200);
        expectEnvelope(sendLoginOtp(person), 200, "SUCCESS", "Login Successful");
        expectLoggedIn(loginWithOtp(person, site().nextCode(person.phone())), person);
    }

    @Test
    default void logging_out_needs_a_token() {
        for (Visitor caller :
                List.of(visitor(), visitor().bearer("a.b.c"), visitor().with("Authorization", "Basic eDp5"))) {
            expectBare(
                    caller.post(ADMIN + "logout"),
                    401,
                    "UNAUTHORIZED",
                    "You are not authorized to access the request.");
        }
    }

    // ---- the lock

    @Test
    default void the_fourth_attempt_locks_be_it_right_or_wrong() {
        Person person = registered();
        IntStream.rangeClosed(1, 3)
                .forEach(attempt -> expectFailed(login(person.username(), "wrong " + person.password())));
        expectLocked(login(person));
        expectLocked(login(person.username(), "wrong " + person.password()));
        Await.pass(LOCK);
        // A fifth wrong password in a row would make strangers wait, whatever the lock says.
        expectFailed(login(person.username(), "wrong " + person.password()));
        expectLoggedIn(login(person), person);
        IntStream.rangeClosed(1, 3)
                .forEach(attempt -> expectFailed(login(person.username(), "wrong " + person.password())));
        expectLocked(login(person));
    }

    @Test
    default void a_strangers_username_locks_like_an_accounts() {
        String nobody = Person.somebody().username();
        IntStream.rangeClosed(1, 3).forEach(attempt -> expectFailed(login(nobody, "wrong lantern harbour")));
        expectLocked(login(nobody, "wrong lantern harbour"));
    }

    @Test
    default void all_three_ways_to_log_in_share_one_lock() {
        Person person = registered();
        Person thief = new Person(person.username(), person.email(), person.phone(), Person.newPassword());
        expectFailed(login(thief));
        expectBare(sendLoginOtp(thief), 200, "FAILURE", "User not found");
        expectBare(loginWithOtp(thief, "123456"), 400, "BAD_REQUEST", "Invalid Code");
        expectLocked(login(person));
        Reply sent = sendLoginOtp(person).expect(200);
        assertThat(sent.get("status")).isEqualTo("FAILURE");
        assertThat(sent.get("message")).startsWith("you have exceed the number of limit.");
        expectLocked(loginWithOtp(person, "123456"));
    }

    @Test
    default void a_password_reset_lifts_the_lock() {
        Person person = registered();
        IntStream.rangeClosed(1, 4)
                .forEach(attempt ->
                        login(person.username(), "wrong " + person.password()).expect(400));
        String newPassword = Person.newPassword();
        expectExecuted(reset(resetCode(person.email()), newPassword), "Password reset successfully");
        expectLoggedIn(login(person.username(), newPassword), person);
    }

    // ---- faults of the original

    @Test
    default void fault_operator_injection() {
        Person person = registered();
        String before = resetCode(person.email());
        for (Object operator : List.of(Map.of("$ne", ""), Map.of("$gt", ""), Map.of("$regex", ".*"), List.of(before))) {
            visitor().post(ADMIN + "forgot-password", "email", operator).expect(400);
            visitor().post(ADMIN + "validate-otp", "otp", operator).expect(400);
            visitor()
                    .put(ADMIN + "reset-password", "code", operator, "newPassword", Person.newPassword())
                    .expect(400);
            visitor()
                    .post(ADMIN + "login", "username", operator, "password", person.password())
                    .expect(400);
            visitor()
                    .post(ADMIN + "login", "username", person.username(), "password", operator)
                    .expect(400);
        }
        expectLoggedIn(login(person), person);
    }

    @Test
    default void fault_mass_assignment() {
        Person person = Person.somebody();
        Reply registered = visitor()
                .post(
                        ADMIN + "register",
                        "username",
                        person.username(),
                        "password",
                        person.password(),
                        "email",
                        person.email(),
                        "role",
                        2,
                        "userType",
                        2,
                        "roles",
                        List.of("admin"),
                        "isActive",
                        false,
                        "isDeleted",
                        true,
                        "emailVerified",
                        true,
                        "loginRetryLimit",
                        -1000,
                        "id",
                        "000000000000000000000000",
                        "_id",
                        "000000000000000000000000",
                        "resetPasswordLink",
                        Map.of("code", "00000000", "expireTime", "2999-01-01"),
                        "loginOTP",
                        Map.of("code", "000000"));
        registered.expect(200);
        assertThat(registered.get("data/id")).isNotEqualTo("000000000000000000000000");
        assertThat(registered.number("data/loginRetryLimit")).isZero();
        assertThat(registered.json().at("/data/isActive").asBoolean(false)).isTrue();
        Reply login = login(person);
        expectLoggedIn(login, person);
        JsonNode me = me(visitor().bearer(site().secrets().keep(login.get("data/token"))))
                .json();
        assertThat(me.path("roles")).hasSize(1);
        assertThat(me.path("emailVerified").asBoolean(true)).isFalse();
        expectBare(loginWithOtp(person, "000000"), 400, "BAD_REQUEST", "Invalid Code");
    }

    @Test
    default void fault_password_hash_returned() {
        Person person = Person.somebody();
        String answers = register(ADMIN, person).expect(200).text()
                + login(person).expect(200).text();
        assertThat(answers).doesNotContainIgnoringCase("password").doesNotContain("$2", "$argon2");
    }

    @Test
    default void fault_endless_guessing_of_reset_codes() {
        Person person = registered();
        String code = resetCode(person.email());
        Visitor guesser = visitor();
        for (int i = 0; i < GUESSES_PER_ADDRESS; i++) {
            Reply reply = i % 2 == 0
                    ? guesser.post(ADMIN + "validate-otp", "otp", Scenarios.wrong(code))
                    : guesser.put(
                            DEVICE + "reset-password",
                            "code",
                            Scenarios.wrong(code),
                            "newPassword",
                            Person.newPassword());
            expectBare(reply, 200, "FAILURE", i % 2 == 0 ? "Invalid OTP" : "Invalid Code");
        }
        Reply refused = guesser.post(ADMIN + "validate-otp", "otp", code).expect(429);
        assertThat(refused.get("status")).isEqualTo("TOO_MANY_REQUESTS");
        assertThat(Integer.parseInt(refused.header("Retry-After").orElseThrow()))
                .isBetween(1, 600);
        guesser.put(ADMIN + "reset-password", "code", code, "newPassword", Person.newPassword())
                .expect(429);
        expectBare(validate(code), 200, "SUCCESS", "Otp verified");
    }

    @Test
    default void fault_endless_guessing_of_reset_codes_from_everywhere() {
        Person person = registered();
        String code = resetCode(person.email());
        for (int i = 0; i < GUESSES_OVERALL; i++) {
            visitor()
                    .post(ADMIN + "validate-otp", "otp", Scenarios.wrong(code), "email", person.email())
                    .expect(200);
        }
        visitor()
                .post(ADMIN + "validate-otp", "otp", code, "email", person.email())
                .expect(429);
    }

    @Test
    default void fault_endless_guessing_of_reset_codes_at_once() throws Exception {
        Person person = registered();
        String code = resetCode(person.email());
        Visitor guesser = visitor();
        List<Reply> replies =
                ConcurrencyScenarios.atOnce(() -> guesser.post(ADMIN + "validate-otp", "otp", Scenarios.wrong(code)));
        assertThat(replies).filteredOn(reply -> reply.status() == 200).hasSize(GUESSES_PER_ADDRESS);
        assertThat(replies).filteredOn(reply -> reply.status() == 429).hasSize(replies.size() - GUESSES_PER_ADDRESS);
    }

    @Test
    default void fault_right_codes_use_up_the_guesses() {
        Person person = registered();
        String code = resetCode(person.email());
        Visitor client = visitor();
        for (int i = 0; i < 2 * GUESSES_PER_ADDRESS; i++) {
            expectBare(client.post(ADMIN + "validate-otp", "otp", code), 200, "SUCCESS", "Otp verified");
        }
    }

    @Test
    default void fault_endless_guessing_of_login_codes() {
        Person person = registered();
        String code = loginCode(person);
        for (int i = 0; i < 5; i++) {
            expectBare(loginWithOtp(person, Scenarios.wrong(code)), 400, "BAD_REQUEST", "Invalid Code");
        }
        expectBare(loginWithOtp(person, code), 400, "BAD_REQUEST", "Invalid Code");
    }

    @Test
    default void fault_two_factor_bypass() {
        Person person = registered();
        expectLoggedIn(loginWithOtp(person, loginCode(person)), person);
        Visitor caller = visitor().bearer(site().secrets().keep(login(person).get("data/token")));
        caller.patch(API + "/users/me", "secondFactor", "email").expect(200);

        expectFailed(login(person));
        expectBare(
                visitor()
                        .post(
                                ADMIN + "login_with_otp",
                                "username",
                                person.username(),
                                "password",
                                person.password(),
                                "otp",
                                "000000"),
                400,
                "BAD_REQUEST",
                "Invalid Code");
        expectLoggedIn(loginWithOtp(person, loginCode(person)), person);
    }

    @Test
    default void fault_lock_counter_not_atomic() throws Exception {
        Person person = registered();
        List<Reply> replies = ConcurrencyScenarios.atOnce(() -> login(person.username(), "wrong " + person.password()));
        assertThat(replies)
                .filteredOn(reply -> reply.get("message").equals("Login failed."))
                .hasSize(3);
        assertThat(replies)
                .filteredOn(reply -> reply.get("message").startsWith("you have exceed"))
                .hasSize(replies.size() - 3);
    }

    @Test
    default void fault_lock_extended_by_probing() {
        Person person = registered();
        IntStream.rangeClosed(1, 4)
                .forEach(attempt ->
                        login(person.username(), "wrong " + person.password()).expect(400));
        long lockedAt = System.nanoTime();
        while (System.nanoTime() - lockedAt < LOCK.minusMillis(700).toNanos()) {
            expectProbed(login(person));
            expectProbed(sendLoginOtp(person));
            Await.pass(Duration.ofMillis(200));
        }
        Await.pass(Duration.ofMillis(1200));
        expectLoggedIn(login(person), person);
    }

    private static void expectProbed(Reply reply) {
        assertThat(reply.get("message")).startsWith("you have exceed the number of limit.");
    }

    @Test
    default void fault_tokens_survive_reset() {
        Person person = registered();
        Visitor first = visitor().bearer(site().secrets().keep(login(person).get("data/token")));
        Visitor second = visitor().bearer(site().secrets().keep(login(person).get("data/token")));
        expectExecuted(reset(resetCode(person.email()), Person.newPassword()), "Password reset successfully");
        me(first).expectProblem(401);
        me(second).expectProblem(401);
        first.post(ADMIN + "logout").expect(401);
    }

    @Test
    default void fault_replay() throws Exception {
        Person person = registered();
        String code = resetCode(person.email());
        List<Reply> resets = ConcurrencyScenarios.atOnce(() -> reset(code, Person.newPassword()));
        assertThat(resets)
                .filteredOn(reply -> reply.get("status").equals("SUCCESS"))
                .hasSize(1);
        expectBare(reset(code, Person.newPassword()), 200, "FAILURE", "Invalid Code");
        expectBare(validate(code), 200, "FAILURE", "Invalid OTP");

        Person other = registered();
        String loginCode = loginCode(other);
        expectLoggedIn(loginWithOtp(other, loginCode), other);
        expectBare(loginWithOtp(other, loginCode), 400, "BAD_REQUEST", "Invalid Code");
    }

    @Test
    default void fault_code_in_clear() {
        // The last test of the class searches database and log for every code. These two codes are among them.
        Person person = registered();
        String reset = resetCode(person.email());
        String login = loginCode(person);
        assertThat(site().secrets().findIn("'" + reset + "' '" + login + "'")).contains(reset, login);
        assertThat(forgot(person.email()).text()).doesNotContain(site().nextCode(person.email()));
    }
}
