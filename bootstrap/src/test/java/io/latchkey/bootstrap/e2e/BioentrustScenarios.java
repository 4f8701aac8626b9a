package io.latchkey.bootstrap.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of the clients of BioEntrust's accounts, and the faults of the original that are not repeated. */
interface BioentrustScenarios extends Scenarios {
    String UNAUTHORIZED = """
            {"status":"error","message":"Unauthorized"}""";
    String FAILED = """
            {"error":"Signup Failed"}""";
    String NOT_VERIFIED = """
            {"error":"Verification failed"}""";
    String INVALID_LOGIN = """
            {"error":"Invalid login credentials"}""";
    String LINK_SENT = """
            {"message":"Password reset link sent"}""";
    String NOT_RESET = """
            {"error":"Invalid token or password"}""";

    /** Sets the configuration of these scenarios, which is empty. */
    static void configure(Properties settings) {}

    private static Reply exactly(Reply reply, int status, String body) {
        reply.expect(status);
        assertThat(reply.text()).as("%s", reply).isEqualTo(body);
        assertThat(reply.header("Content-Type")).as("%s", reply).hasValue("application/json");
        assertThat(reply.header("Cache-Control")).as("%s", reply).hasValue("no-store");
        return reply;
    }

    private Reply signUp(Person person) {
        return visitor()
                .post(
                        "/user/signup",
                        "first_name",
                        "Ada",
                        "last_name",
                        "Lovelace",
                        "email",
                        person.email(),
                        "password",
                        person.password());
    }

    /** Signs up. Answers the id of the pending request. */
    private String pending(Person person) {
        Reply reply = signUp(person).expect(200);
        exactly(reply, 200, """
                {"otp_request_id":"%s","response":"otp sent"}""".formatted(reply.get("otp_request_id")));
        return reply.get("otp_request_id");
    }

    private Reply verifyEmail(String id, Object otp) {
        return visitor().post("/user/verify-email", "otp", otp, "otp_request_id", id);
    }

    private Reply logIn(String email, String password) {
        return visitor().post("/user/signin", "email", email, "password", password);
    }

    private Reply protectedData(String accessToken) {
        return visitor().bearer(accessToken).get("/user/protected");
    }

    private Reply renew(String refreshToken) {
        return visitor().bearer(refreshToken).get("/user/refresh");
    }

    private Reply reset(String path, String token, String password) {
        return visitor().bearer(token).post(path, "email", "whoever@example.org", "password", password);
    }

    /** A person with an account that was made here, and the session that came with it. */
    record Account(Person person, String access, String refresh) {}

    private Account account() {
        Person person = Person.somebody();
        Reply reply =
                verifyEmail(pending(person), site().nextCode(person.email())).expect(200);
        return session(person, reply);
    }

    private Account session(Person person, Reply reply) {
        String access = site().secrets().keep(reply.get("token/access"));
        String refresh = site().secrets().keep(reply.get("token/refresh"));
        exactly(reply, 200, """
                        {"message":"Logged In","token":{"access":"%s","refresh":"%s"}}""".formatted(access, refresh));
        return new Account(person, access, refresh);
    }

    private String resetToken(Person person) {
        exactly(visitor().post("/user/forgot-password", "email", person.email()), 200, LINK_SENT);
        return Site.POST
                .take(person.email(), letter -> letter.linkToken().isPresent())
                .linkToken()
                .map(site().secrets()::keep)
                .orElseThrow();
    }

    @Test
    default void bioentrust_greets_everybody_at_home() {
        for (String path : List.of("/user/home", "/user/home/")) {
            exactly(visitor().get(path), 200, """
                    {"new_data":"Welcome to BioEntrust Auth server"}""");
        }
    }

    @Test
    default void bioentrust_greets_those_who_are_signed_in() {
        exactly(protectedData(account().access()), 200, """
                {"new_data":"Protected data"}""");
        exactly(protectedData(signedIn().accessToken()), 200, """
                {"new_data":"Protected data"}""");
    }

    @Test
    default void bioentrust_answers_a_missing_or_bad_token_in_one_shape_everywhere() {
        Account account = account();
        for (String bad : List.of("garbage", "a.b.c", account.refresh(), account.access() + "x")) {
            exactly(protectedData(bad), 401, UNAUTHORIZED);
        }
        for (String bad : List.of("garbage", account.access())) {
            exactly(renew(bad), 401, UNAUTHORIZED);
            exactly(visitor().bearer(bad).delete("/user/signout"), 401, UNAUTHORIZED);
        }
        exactly(visitor().get("/user/protected"), 401, UNAUTHORIZED);
        exactly(visitor().get("/user/refresh"), 401, UNAUTHORIZED);
        exactly(visitor().delete("/user/signout"), 401, UNAUTHORIZED);
        exactly(visitor().post("/user/reset-password", "password", "x"), 401, UNAUTHORIZED);
        exactly(
                visitor().bearer("garbage").post("/user/send-sms", "phone_number", Person.newPhone()),
                401,
                UNAUTHORIZED);
        exactly(visitor().with("Authorization", "Basic YTpi").get("/user/protected"), 401, UNAUTHORIZED);
        protectedData(account.access()).expect(200);
        renew(account.refresh()).expect(200);
    }

    @Test
    default void bioentrust_signs_up_by_a_mailed_code_and_in_by_the_password() {
        Account account = account();
        protectedData(account.access()).expect(200);
        Reply me = me(visitor().bearer(account.access())).expect(200);
        assertThat(me.get("name")).isEqualTo("Ada Lovelace");
        assertThat(me.json().path("emailVerified").asBoolean()).isTrue();
        Person person = account.person();
        Account again = session(person, logIn(person.email(), person.password()));
        protectedData(again.access()).expect(200);
        session(
                person,
                visitor()
                        .post(
                                "/user/signin/",
                                "email",
                                person.email().toUpperCase(Locale.ROOT),
                                "password",
                                person.password()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/user/verify-email", "/user/verify_email", "/user/verify-email/", "/user/verify_email/"})
    default void bioentrust_verifies_an_e_mail_under_each_of_its_names(String path) {
        Person person = Person.somebody();
        String id = pending(person);
        String code = site().nextCode(person.email());
        session(person, visitor().post(path, "otp", code, "otp_request_id", id));
    }

    @Test
    default void bioentrust_takes_a_code_as_a_number() {
        Person person = Person.somebody();
        String id = pending(person);
        session(person, verifyEmail(id, Integer.parseInt(site().nextCode(person.email()))));
    }

    @Test
    default void bioentrust_refuses_a_taken_e_mail_before_it_looks_at_the_password() {
        Person owner = account().person();
        Person thief = new Person("", owner.email().toUpperCase(Locale.ROOT), "", "short");
        exactly(signUp(thief), 409, """
                {"error":"Email address already in use"}""");
        exactly(signUp(new Person("", member().email(), "", Person.newPassword())), 409, """
                        {"error":"Email address already in use"}""");
    }

    @Test
    default void bioentrust_refuses_a_short_password_in_its_own_words() {
        for (String tooShort : List.of("a", "1234567")) {
            exactly(signUp(new Person("", Person.newEmail(), "", tooShort)), 400, """
                            {"error":"Password should be more than 7 characters"}""");
        }
        Reply common =
                signUp(new Person("", Person.newEmail(), "", "password123")).expect(400);
        assertThat(common.get("error")).startsWith("Password is among the passwords attackers try first");
    }

    @Test
    default void bioentrust_refuses_every_bad_code_alike() {
        Person person = Person.somebody();
        String id = pending(person);
        String code = site().nextCode(person.email());
        exactly(verifyEmail(id, Scenarios.wrong(code)), 401, FAILED);
        exactly(verifyEmail(id, "abc"), 401, FAILED);
        exactly(verifyEmail(id, ""), 401, FAILED);
        exactly(verifyEmail(UNKNOWN_ID, code), 401, FAILED);
        exactly(verifyEmail("some_unique_id", code), 401, FAILED);
        verifyEmail(id, code).expect(200);
        exactly(verifyEmail(id, code), 401, FAILED);
    }

    @Test
    default void bioentrust_lets_the_newest_sign_up_for_an_e_mail_win() {
        Person person = Person.somebody();
        String older = pending(person);
        String olderCode = site().nextCode(person.email());
        String newer = pending(person);
        String newerCode = site().nextCode(person.email());
        exactly(verifyEmail(older, olderCode), 401, FAILED);
        session(person, verifyEmail(newer, newerCode));
    }

    @Test
    default void bioentrust_fails_a_sign_up_whose_e_mail_was_taken_meanwhile() {
        Person person = Person.somebody();
        String id = pending(person);
        String code = site().nextCode(person.email());
        JsonNode other = visitor()
                .post(API + "/users", "email", person.email(), "password", Person.newPassword())
                .expect(202)
                .json();
        verify(visitor(), other.path("challenges").get(0).path("id").asText(), site().nextCode(person.email()))
                .expect(200);
        exactly(verifyEmail(id, code), 401, FAILED);
        exactly(logIn(person.email(), person.password()), 401, INVALID_LOGIN);
    }

    private String sendSms(Visitor visitor, String phone, Object app) {
        Reply reply = visitor.post("/user/send-sms", "phone_number", phone, "app_id", app)
                .expect(200);
        exactly(reply, 200, """
                {"otp_request_id":"%s","response":"otp sent"}""".formatted(reply.get("otp_request_id")));
        return reply.get("otp_request_id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/user/verify-sms", "/user/verify_sms", "/user/verify-sms/", "/user/verify_sms/"})
    default void bioentrust_verifies_anybodys_phone_under_each_of_its_names(String path) {
        String phone = Person.newPhone();
        String id = sendSms(visitor(), phone, 9876);
        String code = site().nextCode(phone);
        exactly(
                visitor().post(path, "app_id", "09876", "otp", Scenarios.wrong(code), "otp_request_id", id),
                401,
                NOT_VERIFIED);
        exactly(visitor().post(path, "app_id", 9876, "otp", code, "otp_request_id", id), 200, """
                        {"message":"Phone number verified"}""");
        exactly(visitor().post(path, "app_id", 9876, "otp", code, "otp_request_id", id), 401, NOT_VERIFIED);
        exactly(visitor().post(path, "otp", code, "otp_request_id", UNKNOWN_ID), 401, NOT_VERIFIED);
    }

    @Test
    default void bioentrust_binds_a_phone_to_the_account_that_had_the_code_sent() {
        Account account = account();
        String phone = account.person().phone();
        Visitor visitor = visitor().bearer(account.access());
        String id = sendSms(visitor, phone, "1");
        visitor()
                .post("/user/verify-sms", "otp", Integer.parseInt(site().nextCode(phone)), "otp_request_id", id)
                .expect(200);
        Reply me = me(visitor).expect(200);
        assertThat(me.get("phone")).isEqualTo(phone);
        assertThat(me.json().path("phoneVerified").asBoolean()).isTrue();
        Visitor rival = visitor().bearer(account().access());
        String taken = sendSms(rival, phone, "1");
        exactly(visitor().post("/user/verify-sms", "otp", "123456", "otp_request_id", taken), 401, NOT_VERIFIED);
    }

    @Test
    default void bioentrust_replaces_no_phone_of_somebody_who_signed_in_long_ago() {
        Account account = account();
        Visitor visitor = visitor().bearer(account.access());
        String first = account.person().phone();
        String id = sendSms(visitor, first, 1);
        visitor()
                .post("/user/verify-sms", "otp", site().nextCode(first), "otp_request_id", id)
                .expect(200);
        pass(FaceConfiguration.RECENT);

        String stolen = Person.newPhone();
        exactly(visitor.post("/user/send-sms", "phone_number", stolen), 403, """
                {"error":"Sign in again to change the phone number"}""");
        assertThat(me(visitor).expect(200).get("phone")).isEqualTo(first);

        Account again = session(
                account.person(),
                logIn(account.person().email(), account.person().password()));
        String own = sendSms(visitor().bearer(again.access()), stolen, 1);
        visitor()
                .post("/user/verify-sms", "otp", site().nextCode(stolen), "otp_request_id", own)
                .expect(200);
        assertThat(me(visitor).expect(200).get("phone")).isEqualTo(stolen);
    }

    @Test
    default void bioentrust_takes_a_code_for_nothing_but_what_it_was_sent_for() {
        Person person = Person.somebody();
        String signUp = pending(person);
        String mailed = site().nextCode(person.email());
        exactly(visitor().post("/user/verify-sms", "otp", mailed, "otp_request_id", signUp), 401, NOT_VERIFIED);
        Account account = account();
        String bound = sendSms(visitor().bearer(account.access()), person.phone(), 1);
        String texted = site().nextCode(person.phone());
        exactly(verifyEmail(bound, texted), 401, FAILED);
        verify(visitor(), signUp, mailed).expectProblem(422, "otp-other-purpose");
        String stranger = Person.newEmail();
        String foreign =
                requestCode(visitor(), "custom:other", stranger).expect(202).get("id");
        exactly(verifyEmail(foreign, site().nextCode(stranger)), 401, FAILED);
        session(person, verifyEmail(signUp, mailed));
        visitor()
                .post("/user/verify-sms", "otp", texted, "otp_request_id", bound)
                .expect(200);
    }

    @Test
    default void bioentrust_refreshes_without_trading_the_refresh_token_in() {
        Account account = account();
        for (int i = 0; i < 3; i++) {
            Reply reply = renew(account.refresh()).expect(200);
            String access = site().secrets().keep(reply.get("token/access"));
            exactly(reply, 200, """
                    {"token":{"access":"%s"}}""".formatted(access));
            protectedData(access).expect(200);
        }
    }

    @Test
    default void bioentrust_sends_the_same_answer_to_everybody_who_forgot_a_password() {
        Person person = account().person();
        String nobody = Person.newEmail();
        exactly(
                visitor().post("/user/forgot-password/", "email", person.email(), "password", "1234567890"),
                200,
                LINK_SENT);
        exactly(visitor().post("/user/forgot-password", "email", nobody), 200, LINK_SENT);
        exactly(visitor().post("/user/forgot-password", "email", "no address"), 200, LINK_SENT);
        Site.POST.take(person.email(), letter -> letter.linkToken().isPresent());
        assertThat(Site.POST.lettersTo(nobody)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/user/reset-password", "/user/reset-password/", "/auth/reset-password", "/auth/reset-password/"
            })
    default void bioentrust_resets_a_password_under_each_of_its_names(String path) {
        Person person = account().person();
        String token = resetToken(person);
        String password = Person.newPassword();
        exactly(reset(path, token, "short"), 400, NOT_RESET);
        exactly(reset(path, token, password), 200, """
                {"message":"Password reset successfully"}""");
        exactly(logIn(person.email(), person.password()), 401, INVALID_LOGIN);
        session(person, logIn(person.email(), password));
    }

    @Test
    default void bioentrust_mails_a_link_to_a_page_that_works() {
        Person person = account().person();
        visitor().post("/user/forgot-password", "email", person.email()).expect(200);
        Letter letter = Site.POST.take(person.email(), mail -> mail.linkToken().isPresent());
        assertThat(letter.subject()).isEqualTo("Reset your Latchkey password");
        assertThat(letter.text()).contains(site().baseUrl() + "/reset-password#token=");
        assertThat(letter.text())
                .contains("Never pass this link on")
                .doesNotContain("Enter this code", "enter this code");
        visitor().get("/reset-password").expect(200);
        String password = Person.newPassword();
        visitor()
                .post(
                        API + "/password/reset",
                        "token",
                        site().secrets().keep(letter.linkToken().orElseThrow()),
                        "newPassword",
                        password)
                .expect(204);
        session(person, logIn(person.email(), password));
    }

    // ---- Faults of the original ----

    @Test
    default void bioentrust_fault_unlimited_guesses() {
        Person person = Person.somebody();
        String id = pending(person);
        String code = site().nextCode(person.email());
        for (int i = 0; i < 5; i++) {
            exactly(verifyEmail(id, Scenarios.wrong(code)), 401, FAILED);
        }
        exactly(verifyEmail(id, code), 401, FAILED);
        String sms = sendSms(visitor(), person.phone(), 1);
        String texted = site().nextCode(person.phone());
        for (int i = 0; i < 5; i++) {
            visitor()
                    .post("/user/verify-sms", "otp", Scenarios.wrong(texted), "otp_request_id", sms)
                    .expect(401);
        }
        exactly(visitor().post("/user/verify-sms", "otp", texted, "otp_request_id", sms), 401, NOT_VERIFIED);
    }

    @Test
    default void bioentrust_fault_enumeration() {
        Person person = account().person();
        Person unverified = Person.somebody();
        pending(unverified);
        Reply wrong = exactly(logIn(person.email(), Person.newPassword()), 401, INVALID_LOGIN);
        for (Reply other : List.of(
                logIn(Person.newEmail(), person.password()),
                logIn(unverified.email(), unverified.password()),
                logIn("no address", person.password()))) {
            exactly(other, 401, INVALID_LOGIN);
            assertThat(other.headers().map().keySet())
                    .isEqualTo(wrong.headers().map().keySet());
        }
        Reply known = visitor().post("/user/forgot-password", "email", person.email());
        Reply unknown = visitor().post("/user/forgot-password", "email", Person.newEmail());
        assertThat(unknown.text()).isEqualTo(known.text());
        assertThat(unknown.headers().map().keySet())
                .isEqualTo(known.headers().map().keySet());
    }

    @Test
    default void bioentrust_fault_link_to_the_host_that_the_request_names() {
        Person person = account().person();
        byte[] body = Visitor.object("email", person.email()).toString().getBytes(UTF_8);
        String answer =
                raw("POST /user/forgot-password HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\n"
                        + "Content-Type: application/json\r\nConnection: close\r\nContent-Length: " + body.length
                        + "\r\n\r\n"
                        + new String(body, UTF_8));
        assertThat(answer).startsWith("HTTP/1.1 200");
        Letter letter = Site.POST.take(person.email(), mail -> mail.linkToken().isPresent());
        assertThat(letter.text()).contains(site().baseUrl()).doesNotContain("evil");
    }

    private String raw(String request) {
        URI base = URI.create(site().baseUrl());
        try (Socket socket = new Socket(InetAddress.getByName(base.getHost()), base.getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Test
    default void bioentrust_fault_reset_token_that_is_a_session_token_and_reusable() {
        Account account = account();
        String token = resetToken(account.person());
        exactly(protectedData(token), 401, UNAUTHORIZED);
        exactly(renew(token), 401, UNAUTHORIZED);
        me(visitor().bearer(token)).expect(401);
        exactly(reset("/user/reset-password", account.access(), Person.newPassword()), 400, NOT_RESET);
        exactly(reset("/user/reset-password", account.refresh(), Person.newPassword()), 400, NOT_RESET);
        visitor()
                .post(API + "/password/forgot", "login", account.person().email())
                .expect(202);
        String nativeToken = site().secrets()
                .keep(Site.POST
                        .take(
                                account.person().email(),
                                mail -> mail.code().isPresent()
                                        && mail.linkToken().isPresent())
                        .linkToken()
                        .orElseThrow());
        exactly(reset("/user/reset-password", nativeToken, Person.newPassword()), 400, NOT_RESET);
        String older = token;
        String newer = resetToken(account.person());
        reset("/user/reset-password", newer, Person.newPassword()).expect(200);
        exactly(reset("/user/reset-password", newer, Person.newPassword()), 400, NOT_RESET);
        exactly(reset("/user/reset-password", older, Person.newPassword()), 400, NOT_RESET);
    }

    @Test
    default void bioentrust_fault_sessions_that_survive_a_new_password() {
        Account account = account();
        Person person = account.person();
        Account second = session(person, logIn(person.email(), person.password()));
        reset("/user/reset-password", resetToken(person), Person.newPassword()).expect(200);
        for (Account session : List.of(account, second)) {
            exactly(protectedData(session.access()), 401, UNAUTHORIZED);
            exactly(renew(session.refresh()), 401, UNAUTHORIZED);
        }
    }

    @Test
    default void bioentrust_fault_signed_out_tokens_that_go_on() {
        Account account = account();
        Person person = account.person();
        Account other = session(person, logIn(person.email(), person.password()));
        String newest = renew(account.refresh()).expect(200).get("token/access");
        exactly(visitor().bearer(account.refresh()).delete("/user/signout"), 200, """
                        {"message":"Signed out successfully"}""");
        for (String access : List.of(account.access(), newest)) {
            exactly(protectedData(access), 401, UNAUTHORIZED);
        }
        exactly(renew(account.refresh()), 401, UNAUTHORIZED);
        exactly(visitor().bearer(account.refresh()).delete("/user/signout"), 401, UNAUTHORIZED);
        protectedData(other.access()).expect(200);
        visitor().bearer(other.refresh()).delete("/user/signout/").expect(200);
    }

    @Test
    default void bioentrust_fault_two_accounts_for_one_e_mail() throws Exception {
        Person person = Person.somebody();
        int signUps = 4;
        ExecutorService callers = Executors.newFixedThreadPool(signUps);
        List<String> ids = new ArrayList<>();
        List<String> codes = new ArrayList<>();
        try {
            List<Future<String>> replies = new ArrayList<>();
            for (int i = 0; i < signUps; i++) {
                replies.add(callers.submit(() -> pending(person)));
            }
            for (Future<String> reply : replies) {
                ids.add(reply.get());
            }
        } finally {
            callers.shutdownNow();
        }
        for (int i = 0; i < signUps; i++) {
            codes.add(site().nextCode(person.email()));
        }
        List<Reply> accounts = new ArrayList<>();
        for (String id : ids) {
            for (String code : codes) {
                Optional.of(verifyEmail(id, code))
                        .filter(reply -> reply.status() == 200)
                        .ifPresent(accounts::add);
            }
        }
        assertThat(accounts).hasSize(1);
        session(person, accounts.get(0));
        signUp(person).expect(409);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "signup first_name last_name email password",
                "verify-email otp otp_request_id",
                "verify_email otp otp_request_id",
                "signin email password",
                "send-sms phone_number",
                "verify-sms otp otp_request_id",
                "verify_sms otp otp_request_id",
                "forgot-password email",
                "reset-password password"
            })
    default void bioentrust_fault_malformed_input_as_a_failure_of_the_server(String route) {
        String[] words = route.split(" ", -1);
        String path = "/user/" + words[0];
        Visitor visitor = visitor()
                .bearer(
                        words[0].equals("reset-password")
                                ? "some.token"
                                : account().access());
        for (String asked : List.of(path, path + "/")) {
            for (String body : List.of("", "{", "[]", "null", "7", "\"x\"", "{} {}", """
                            {"a":1,"a":2}""", """
                            {"a":09876}""")) {
                malformed(visitor.send("POST", asked, "application/json", body.getBytes(UTF_8)));
            }
            malformed(visitor.send("POST", asked, null, new byte[0]));
        }
        for (int i = 1; i < words.length; i++) {
            ObjectNode body = Visitor.object(
                    "first_name", "A", "last_name", "B", "email", Person.newEmail(), "password", Person.newPassword());
            body.put("otp", "123456").put("otp_request_id", UNKNOWN_ID).put("phone_number", Person.newPhone());
            body.remove(words[i]);
            assertThat(malformed(visitor.json("POST", path, body)).get("error")).startsWith(words[i]);
            malformed(visitor.json("POST", path, body.putNull(words[i])));
            malformed(visitor.json("POST", path, body.put(words[i], true)));
            body.putObject(words[i]).put("x", 1);
            malformed(visitor.json("POST", path, body));
            body.putArray(words[i]).add("x");
            malformed(visitor.json("POST", path, body));
            malformed(visitor.json("POST", path, body.put(words[i], "a\u0000b")));
            if (!words[i].equals("otp")) {
                malformed(visitor.json("POST", path, body.put(words[i], 12345678)));
            }
        }
        for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "application/xml")) {
            Reply reply = visitor.send("POST", path, type, "email=a".getBytes(UTF_8));
            exactly(reply, 415, """
                    {"error":"Unsupported Media Type"}""");
        }
        exactly(visitor.get(path), 405, """
                {"error":"Method Not Allowed"}""");
    }

    private static Reply malformed(Reply reply) {
        reply.expect(400);
        assertThat(reply.header("Content-Type")).as("%s", reply).hasValue("application/json");
        assertThat(reply.json().properties()).as("%s: %s", reply, reply.text()).hasSize(1);
        assertThat(reply.get("error")).as("%s", reply).isNotBlank();
        return reply;
    }

    @Test
    default void bioentrust_fault_a_sign_in_that_may_be_tried_for_ever() {
        Person person = account().person();
        Visitor attacker = visitor();
        for (int i = 0; i < 4; i++) {
            exactly(
                    attacker.post("/user/signin", "email", person.email(), "password", Person.newPassword()),
                    401,
                    INVALID_LOGIN);
        }
        Reply locked = attacker.post("/user/signin", "email", person.email(), "password", person.password());
        exactly(locked, 401, INVALID_LOGIN);
        assertThat(locked.header("Retry-After").map(Integer::parseInt).orElseThrow())
                .isBetween(1, 4);
        session(person, logIn(person.email(), person.password()));
    }
}
