package io.latchkey.bootstrap.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of the clients of drf-user. */
interface DrfUserScenarios extends Scenarios {
    String DRF_NOTHING_PENDING = """
            {"detail":"No pending OTP validation request found for provided destination. \
            Kindly send an OTP first"}""";
    String DRF_EXCEEDED = """
            {"detail":"Incorrect OTP. Attempt exceeded! OTP has been reset."}""";
    String DRF_SENT = """
            {"success":true,"message":"Message sent successfully!"}""";
    String DRF_BOTH_SENT = """
            {"email":{"otp":"OTP has been sent successfully."},\
            "mobile":{"otp":"OTP has been sent successfully."}}""";
    String DRF_NOT_VALIDATED = """
            {"email":["The email must be pre-validated via OTP."],\
            "mobile":["The mobile must be pre-validated via OTP."]}""";
    Duration DRF_COOL_DOWN = Duration.ofSeconds(2);

    /** Sets the configuration of these scenarios. */
    static void configure(Properties settings) {
        settings.setProperty("latchkey.faces.drf-user.otp.cool-down", DRF_COOL_DOWN.toString());
    }

    private static void says(Reply reply, int status, String body) {
        reply.expect(status);
        assertThat(reply.text()).as("%s", reply).isEqualTo(body);
        assertThat(reply.header("Content-Type").orElse("")).as("%s", reply).startsWith("application/json");
        assertThat(reply.header("Cache-Control")).as("%s", reply).hasValue("no-store");
    }

    /** Checks a refusal that blames these fields, in the face's shape. */
    private static void blames(Reply reply, String... fields) {
        reply.expect(400);
        assertThat(reply.json().fieldNames())
                .as("%s: %s", reply, reply.text())
                .toIterable()
                .containsExactlyInAnyOrder(fields);
        reply.json()
                .forEach(reasons -> assertThat(
                                reasons.isArray() && reasons.path(0).isTextual())
                        .as(reply.text())
                        .isTrue());
    }

    private Reply sendCode(String destination) {
        return visitor().post("/otp/", "destination", destination, "email", "someone.else@example.org");
    }

    private String codeTo(String destination) {
        Await.until("the end of the cool-down", Duration.ofSeconds(30), () -> {
            Reply reply = sendCode(destination);
            return reply.status() == 201;
        });
        return site().nextCode(destination);
    }

    private Reply verifyCode(String destination, Object code) {
        return home().post("/otp/", "destination", destination, "verify_otp", code);
    }

    /** A visitor of the network at which all of these people validate their contacts. */
    private Visitor home() {
        return visitor().from("10.66.0.1");
    }

    /** @return the token of the validation */
    private String validate(String destination) {
        return validated(verifyCode(destination, codeTo(destination)));
    }

    private String validated(Reply reply) {
        String token = site().secrets().keep(reply.expect(202).get("validation_token"));
        assertThat(token).matches("[A-Za-z0-9]{32}");
        says(reply, 202, """
                {"OTP":["OTP Validated successfully!"],"validation_token":"%s"}""".formatted(token));
        return token;
    }

    private Reply drfRegister(Person person) {
        return home().post(
                        "/register/",
                        "username",
                        person.username(),
                        "name",
                        "Some Body",
                        "email",
                        person.email(),
                        "mobile",
                        person.phone(),
                        "password",
                        person.password());
    }

    private Person drfMember() {
        Person person = Person.somebody();
        validate(person.email());
        validate(person.phone());
        drfRegister(person).expect(201);
        return person;
    }

    private Reply login(String username, String password) {
        return visitor().post("/login/", "username", username, "password", password);
    }

    private Visitor drfSignedIn(Person person) {
        return bearer(login(person.email(), person.password()).expect(200));
    }

    private Visitor bearer(Reply tokens) {
        site().secrets().keep(tokens.get("refresh_token"));
        return home().bearer(tokens.get("token"));
    }

    private static void hasTokens(Reply reply, int status) {
        reply.expect(status);
        assertThat(reply.json().fieldNames()).toIterable().containsExactly("refresh_token", "token", "session");
    }

    private static byte[] form(String... namesAndValues) {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            form.append(form.isEmpty() ? "" : "&")
                    .append(namesAndValues[i])
                    .append('=')
                    .append(URLEncoder.encode(namesAndValues[i + 1], UTF_8));
        }
        return form.toString().getBytes(UTF_8);
    }

    private static Reply multipart(Visitor visitor, String path, String headers, byte[] content) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(("--XX\r\nContent-Disposition: form-data; " + headers + "\r\n\r\n").getBytes(UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n--XX--\r\n".getBytes(UTF_8));
        return visitor.send("POST", path, "multipart/form-data; boundary=XX", body.toByteArray());
    }

    private static byte[] png() {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB), "png", png);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return png.toByteArray();
    }

    // Registration.

    @Test
    default void drf_user_registers_with_validated_contacts_and_signs_in_by_each_name() {
        Person person = Person.somebody();
        says(sendCode(person.email()), 201, DRF_SENT);
        validated(verifyCode(person.email(), site().nextCode(person.email())));
        validate(person.phone());
        says(drfRegister(person), 201, """
                        {"username":"%s","name":"Some Body","email":"%s","mobile":"%s"}""".formatted(person.username(), person.email(), person.phone()));
        for (String name : List.of(person.username(), person.email(), person.phone())) {
            hasTokens(login(name, person.password()), 200);
        }
    }

    /** A new number of the default region, as people there write it. */
    private static String nationalNumber() {
        return "202555" + ThreadLocalRandom.current().nextInt(1000, 10_000);
    }

    private void validateNational(String number) {
        Await.until(
                "the end of the cool-down",
                Duration.ofSeconds(30),
                () -> sendCode(number).status() == 201);
        validated(verifyCode(number, site().nextCode("+1" + number)));
    }

    @Test
    default void drf_user_shows_a_mobile_as_its_client_knows_it() {
        Person somebody = Person.somebody();
        String mobile = nationalNumber();
        Person person = new Person(somebody.username(), somebody.email(), mobile, somebody.password());
        validate(person.email());
        validateNational(mobile);
        says(drfRegister(person), 201, """
                        {"username":"%s","name":"Some Body","email":"%s","mobile":"%s"}""".formatted(person.username(), person.email(), mobile));
        hasTokens(login("+1" + mobile, person.password()), 200);
        Visitor visitor = bearer(login(mobile, person.password()).expect(200));
        assertThat(visitor.get("/account/").expect(200).get("mobile")).isEqualTo(mobile);
        String next = nationalNumber();
        validateNational(next);
        assertThat(visitor.patch("/account/", "mobile", "+1" + next).expect(200).get("mobile"))
                .isEqualTo(next);
        String other = nationalNumber();
        says(enter(person.email(), "+1" + other, null), 400, """
                        {"non_field_errors":["Your account is registered with %s does not has %s as registered mobile. Please login directly via OTP with your email."]}""".formatted(person.email(), other));
    }

    @Test
    default void drf_user_shows_the_mobile_as_the_username_of_an_account_made_by_a_code() {
        String email = Person.newEmail();
        String mobile = nationalNumber();
        sendBoth(email, mobile);
        Visitor visitor =
                bearer(enter(email, mobile, site().nextCode("+1" + mobile)).expect(202));
        Reply account = visitor.get("/account/").expect(200);
        assertThat(account.get("username")).isEqualTo(mobile);
        assertThat(account.get("mobile")).isEqualTo(mobile);
        for (String shown : List.of(mobile, "+1" + mobile)) {
            assertThat(visitor.patch("/account/", "username", shown).expect(200).get("username"))
                    .isEqualTo(mobile);
        }
    }

    @Test
    default void drf_user_registers_without_a_mobile() {
        Person person = Person.somebody();
        validate(person.email());
        Reply reply = home().post(
                        "/register",
                        "username",
                        person.username(),
                        "name",
                        "Some Body",
                        "email",
                        person.email(),
                        "mobile",
                        null,
                        "password",
                        person.password())
                .expect(201);
        assertThat(reply.json().path("mobile").isNull()).isTrue();
    }

    @Test
    default void drf_user_registers_by_either_form() {
        Person person = Person.somebody();
        byte[] form = form(
                "username", person.username(), "name", "A B", "email", person.email(), "password", person.password());
        validate(person.email());
        home().send("POST", "/register/", "application/x-www-form-urlencoded", form)
                .expect(201);

        Person other = Person.somebody();
        validate(other.email());
        StringBuilder body = new StringBuilder();
        String[] parts = {
            "username", other.username(), "name", "A B", "email", other.email(), "password", other.password()
        };
        for (int i = 0; i < parts.length; i += 2) {
            body.append("--XX\r\nContent-Disposition: form-data; name=\"")
                    .append(parts[i])
                    .append("\"\r\n\r\n")
                    .append(parts[i + 1])
                    .append("\r\n");
        }
        home().send("POST", "/register/", "multipart/form-data; boundary=XX", (body + "--XX--\r\n").getBytes(UTF_8))
                .expect(201);
    }

    @Test
    default void drf_user_registers_nobody_whose_contacts_are_not_validated() {
        Person person = Person.somebody();
        says(drfRegister(person), 400, DRF_NOT_VALIDATED);
        validate(person.email());
        says(drfRegister(person), 400, """
                {"mobile":["The mobile must be pre-validated via OTP."]}""");
        validate(person.phone());
        drfRegister(person).expect(201);
    }

    @Test
    default void drf_user_says_what_is_taken() {
        Person person = drfMember();
        says(drfRegister(person), 400, """
                        {"username":["User with this Unique UserName already exists."],\
                        "email":["User with this Email Address already exists."],\
                        "mobile":["User with this Mobile Number already exists."]}""");
    }

    @Test
    default void drf_user_names_every_field_that_is_missing_or_wrong() {
        says(home().post("/register/"), 400, """
                        {"username":["This field is required."],"name":["This field is required."],\
                        "email":["This field is required."],"password":["This field is required."]}""");
        Reply reply = home().post(
                        "/register/",
                        "username",
                        List.of("a"),
                        "name",
                        " ",
                        "email",
                        "nowhere",
                        "mobile",
                        true,
                        "password",
                        null);
        blames(reply, "username", "name", "email", "mobile", "password");
        assertThat(reply.get("username/0")).isEqualTo("Not a valid string.");
        assertThat(reply.get("name/0")).isEqualTo("This field may not be blank.");
        assertThat(reply.get("email/0")).isEqualTo("Enter a valid email address.");
        assertThat(reply.get("mobile/0")).isEqualTo("Not a valid string.");
        assertThat(reply.get("password/0")).isEqualTo("This field may not be null.");
    }

    @Test
    default void drf_user_refuses_weak_passwords() {
        Person person = Person.somebody();
        validate(person.email());
        assertThat(registerWith(person, "short").get("password/0"))
                .isEqualTo("This password is too short. It must contain at least 8 characters.");
        assertThat(registerWith(person, "password").get("password/0")).isEqualTo("This password is too common.");
        blames(registerWith(person, person.email()), "password");
    }

    private Reply registerWith(Person person, String password) {
        return home().post(
                        "/register/",
                        "username",
                        person.username(),
                        "name",
                        "A",
                        "email",
                        person.email(),
                        "password",
                        password)
                .expect(400);
    }

    // Signing in.

    @Test
    default void drf_user_answers_wrong_and_unknown_logins_alike() {
        Person person = drfMember();
        String refusal = """
                {"detail":"username or password is invalid."}""";
        Reply wrong = login(person.username(), "not the password");
        Reply unknown = login("nobody-" + person.username(), "not the password");
        says(wrong, 401, refusal);
        says(unknown, 401, refusal);
        assertThat(wrong.header("WWW-Authenticate")).hasValue("Bearer realm=\"api\"");
        assertThat(unknown.header("WWW-Authenticate")).hasValue("Bearer realm=\"api\"");
        says(visitor().post("/login/"), 400, """
                        {"username":["This field is required."],"password":["This field is required."]}""");
    }

    @Test
    default void drf_user_keeps_a_refresh_token_and_takes_no_other() {
        Person person = drfMember();
        Reply tokens = login(person.username(), person.password()).expect(200);
        for (int i = 0; i < 2; i++) {
            Reply renewed = visitor()
                    .post("/refresh-token/", "refresh", tokens.get("refresh_token"))
                    .expect(200);
            assertThat(renewed.json().fieldNames()).toIterable().containsExactly("token");
            visitor().bearer(renewed.get("token")).get("/account/").expect(200);
        }
        says(visitor().post("/refresh-token/"), 400, """
                {"refresh":["This field is required."]}""");
        for (String other : List.of(tokens.get("token"), "nonsense")) {
            Reply refused = visitor().post("/refresh-token/", "refresh", other);
            says(refused, 401, """
                    {"detail":"Token is invalid","code":"token_not_valid"}""");
            assertThat(refused.header("WWW-Authenticate")).hasValue("Bearer realm=\"api\"");
        }
    }

    // The account.

    @Test
    default void drf_user_shows_the_account() {
        Person person = drfMember();
        Visitor visitor = drfSignedIn(person);
        Reply account = visitor.get("/account/").expect(200);
        assertThat(account.json().fieldNames())
                .toIterable()
                .containsExactly("id", "username", "name", "email", "mobile", "is_superuser", "is_staff");
        assertThat(account.json().path("id").isIntegralNumber()).isTrue();
        assertThat(account.json().path("id").asLong()).isBetween(1L, (1L << 53) - 1);
        assertThat(visitor.get("/account").get("id")).isEqualTo(account.get("id"));
        assertThat(account.get("username")).isEqualTo(person.username());
        assertThat(account.get("is_staff")).isEqualTo("false");
    }

    @ParameterizedTest
    @CsvSource({"GET,/account/", "PUT,/account", "PATCH,/account/", "POST,/upload-image/"})
    default void drf_user_guards_the_account(String method, String path) {
        byte[] broken = (method.equals("GET") ? "" : "{").getBytes(UTF_8);
        Reply without = visitor().send(method, path, "application/json", broken);
        says(without, 401, """
                {"detail":"Authentication credentials were not provided."}""");
        Reply bad = visitor().bearer("nonsense").send(method, path, null, new byte[0]);
        says(bad, 401, """
                        {"detail":"Given token not valid for any token type","code":"token_not_valid","messages":\
                        [{"token_class":"AccessToken","token_type":"access","message":"Token is invalid"}]}""");
        assertThat(without.header("WWW-Authenticate")).hasValue("Bearer realm=\"api\"");
        assertThat(bad.header("WWW-Authenticate")).hasValue("Bearer realm=\"api\"");
    }

    @Test
    default void drf_user_changes_some_of_the_account() {
        Person person = drfMember();
        Visitor visitor = drfSignedIn(person);
        Reply changed = visitor.patch("/account/", "name", "Other", "email", person.email())
                .expect(200);
        assertThat(changed.get("name")).isEqualTo("Other");
        assertThat(changed.get("username")).isEqualTo(person.username());
        visitor.patch("/account/").expect(200);
        says(visitor.patch("/account/", "mobile", null), 400, """
                        {"mobile":["The mobile must be pre-validated via OTP."]}""");
        blames(visitor.patch("/account/", "name", null, "username", List.of()), "name", "username");
        says(visitor.patch("/account/", "username", drfMember().username()), 400, """
                        {"username":["User with this Unique UserName already exists."]}""");
    }

    @Test
    default void drf_user_changes_all_of_the_account() {
        Person person = drfMember();
        Person next = Person.somebody();
        Visitor visitor = drfSignedIn(person);
        blames(visitor.put("/account/"), "username", "name", "email", "password");
        Object[] whole = {
            "username",
            next.username(),
            "name",
            "New",
            "email",
            next.email(),
            "mobile",
            next.phone(),
            "password",
            next.password()
        };
        says(visitor.put("/account/", whole), 400, DRF_NOT_VALIDATED);
        validate(next.email());
        validate(next.phone());
        Reply changed = visitor.put("/account/", whole).expect(200);
        assertThat(changed.get("mobile")).isEqualTo(next.phone());
        hasTokens(login(next.email(), next.password()), 200);
        login(person.email(), person.password()).expect(401);
        blames(visitor.patch("/account/", "password", "short"), "password");
    }

    @Test
    default void drf_user_changes_password_and_contacts_only_right_after_a_login() {
        Person person = drfMember();
        Visitor visitor = drfSignedIn(person);
        Person thief = Person.somebody();
        pass(FaceConfiguration.RECENT);
        validate(thief.email());
        validate(thief.phone());

        String refusal = """
                {"detail":"A recent sign-in is needed for this change. Log in again."}""";
        says(visitor.patch("/account/", "password", thief.password()), 403, refusal);
        says(visitor.patch("/account/", "email", thief.email()), 403, refusal);
        says(visitor.patch("/account/", "mobile", thief.phone()), 403, refusal);
        says(
                visitor.put(
                        "/account/",
                        "username",
                        person.username(),
                        "name",
                        "Ada",
                        "email",
                        person.email(),
                        "password",
                        thief.password()),
                403,
                refusal);
        visitor.patch("/account/", "name", "Ada").expect(200);
        login(person.username(), person.password()).expect(200);
        drfSignedIn(person).patch("/account/", "email", thief.email()).expect(200);
    }

    @Test
    default void drf_user_stores_a_picture_and_says_what_is_none() {
        Visitor visitor = drfSignedIn(drfMember());
        String file = "name=\"profile_image\"; filename=\"me.png\"\r\nContent-Type: image/png";
        says(multipart(visitor, "/upload-image/", file, png()), 201, """
                {"detail":"Profile Image Uploaded."}""");
        says(multipart(visitor, "/upload-image/", file, new byte[0]), 400, """
                        {"profile_image":["The submitted file is empty."]}""");
        Reply damaged = multipart(visitor, "/upload-image", file, "no picture".getBytes(UTF_8));
        blames(damaged, "profile_image");
        assertThat(damaged.get("profile_image/0"))
                .isEqualTo("Upload a valid image. The file you uploaded was either not an image or a corrupted image.");
        String none = """
                {"profile_image":["No file was submitted."]}""";
        says(visitor.post("/upload-image/"), 400, none);
        for (String empty : List.of(
                "",
                "--XX--\r\n",
                "\r\n--XX--\r\n",
                "--XX\r\nContent-Disposition: form-data; name=\"profile_image\"; filename=\"\"\r\n\r\n\r\n--XX--\r\n")) {
            says(
                    visitor.send("POST", "/upload-image/", "multipart/form-data; boundary=XX", empty.getBytes(UTF_8)),
                    400,
                    none);
        }
        says(visitor.send("POST", "/upload-image/", "multipart/form-data", new byte[0]), 400, none);
        says(visitor.post("/upload-image/", "profile_image", "abc"), 400, """
                        {"profile_image":["The submitted data was not a file. Check the encoding type on the form."]}""");
        multipart(visitor, "/upload-image/", "name=\"other\"", png()).expect(400);
    }

    // Codes.

    @Test
    default void drf_user_signs_in_by_a_code() {
        Person person = drfMember();
        for (String destination : List.of(person.email(), person.phone())) {
            Await.until(
                    "the end of the cool-down",
                    Duration.ofSeconds(30),
                    () -> visitor()
                                    .post("/otp/", "destination", destination, "is_login", "True")
                                    .status()
                            == 201);
            Reply reply = visitor()
                    .post(
                            "/otp/",
                            "destination",
                            destination,
                            "is_login",
                            true,
                            "verify_otp",
                            site().nextCode(destination));
            hasTokens(reply, 202);
            assertThat(bearer(reply).get("/account/").expect(200).get("email")).isEqualTo(person.email());
        }
    }

    @Test
    default void drf_user_knows_nobody_to_sign_in() {
        String nobody = Person.newEmail();
        String unknown = """
                {"detail":"No user exists with provided details"}""";
        says(visitor().post("/otp/", "destination", nobody, "is_login", true), 404, unknown);
        String code = codeTo(nobody);
        says(visitor().post("/otp/", "destination", nobody, "is_login", "1", "verify_otp", code), 404, unknown);
        validated(verifyCode(nobody, code));
    }

    @Test
    default void drf_user_wants_an_email_for_a_destination_without_an_account() {
        String phone = Person.newPhone();
        says(visitor().post("/otp/", "destination", phone), 400, """
                        {"non_field_errors":["email field is compulsory while verifying a non-existing user's OTP."]}""");
        Person person = drfMember();
        Await.until(
                "the end of the cool-down",
                Duration.ofSeconds(30),
                () -> visitor().post("/otp/", "destination", person.phone()).status() == 201);
    }

    @Test
    default void drf_user_says_until_when_a_destination_waits() {
        String email = Person.newEmail();
        sendCode(email).expect(201);
        Reply early = sendCode(email).expect(403);
        assertThat(early.get("detail"))
                .matches("OTP sending not allowed until: \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6}\\+00:00");
        Await.pass(
                Duration.ofSeconds(Integer.parseInt(early.header("Retry-After").orElseThrow())));
        says(sendCode(email), 201, DRF_SENT);
    }

    @Test
    default void drf_user_counts_wrong_codes_down() {
        String email = Person.newEmail();
        says(verifyCode(email, "123456"), 404, DRF_NOTHING_PENDING);
        String code = codeTo(email);
        assertThat(code).matches("[0-9]{6}");
        String wrong = Scenarios.wrong(code);
        says(verifyCode(email, wrong), 403, """
                {"detail":"OTP Validation failed! 2 attempts left!"}""");
        says(verifyCode(email, Integer.parseInt("1" + wrong)), 403, """
                        {"detail":"OTP Validation failed! 1 attempts left!"}""");
        says(verifyCode(email, wrong), 403, DRF_EXCEEDED);
        says(verifyCode(email, code), 403, DRF_EXCEEDED);
        validate(email);
    }

    @Test
    default void drf_user_blames_every_field_of_a_code() {
        says(visitor().post("/otp/"), 400, """
                {"destination":["This field is required."]}""");
        Reply reply = visitor()
                .post("/otp", "destination", "x", "email", "y", "verify_otp", List.of(1), "is_login", "perhaps");
        blames(reply, "destination", "email", "verify_otp", "is_login");
        assertThat(reply.get("is_login/0")).isEqualTo("Must be a valid boolean.");
        blames(visitor().post("/otp/", "destination", Visitor.object("a", "b")), "destination");
        blames(visitor().post("/otp/", "destination", Person.newEmail(), "verify_otp", ""), "verify_otp");
    }

    // Registering or signing in by a code.

    private Reply enter(String email, String phone, Object code) {
        return visitor()
                .post("/otpreglogin/", "name", "Some Body", "email", email, "mobile", phone, "verify_otp", code);
    }

    private void sendBoth(String email, String phone) {
        says(enter(email, phone, null), 201, DRF_BOTH_SENT);
    }

    private void sendBothAgain(String email, String phone) {
        Await.pass(DRF_COOL_DOWN.plusMillis(50));
        sendBoth(email, phone);
    }

    @Test
    default void drf_user_registers_and_signs_in_by_the_code_of_the_mail() {
        Person person = Person.somebody();
        says(enter(person.email(), person.phone(), null), 201, DRF_BOTH_SENT);
        enter(person.email(), person.phone(), null).expect(403);
        Reply entered = enter(person.email(), person.phone(), site().nextCode(person.email()));
        hasTokens(entered, 202);
        Reply account = bearer(entered).get("/account/").expect(200);
        assertThat(account.get("username")).isEqualTo(person.phone());
        assertThat(account.get("name")).isEqualTo("Some Body");
        // The mobile is only claimed, so it does not sign in.
        says(visitor().post("/otp/", "destination", person.phone(), "is_login", true), 404, """
                        {"detail":"No user exists with provided details"}""");
        sendBothAgain(person.email(), person.phone());
        Reply again = enter(person.email(), person.phone(), site().nextCode(person.email()));
        hasTokens(again, 202);
        assertThat(bearer(again).get("/account/").get("id")).isEqualTo(account.get("id"));
    }

    @Test
    default void drf_user_registers_by_the_code_of_the_mobile() {
        Person person = Person.somebody();
        sendBoth(person.email(), person.phone());
        hasTokens(enter(person.email(), person.phone(), site().nextCode(person.phone())), 202);
        says(visitor().post("/otp/", "destination", person.email(), "is_login", true), 404, """
                        {"detail":"No user exists with provided details"}""");
    }

    @Test
    default void drf_user_signs_a_member_in_by_either_code() {
        Person person = drfMember();
        for (boolean isByMail : new boolean[] {true, false}) {
            sendBothAgain(person.email(), person.phone());
            String mailed = site().nextCode(person.email());
            String texted = site().nextCode(person.phone());
            assertThat(mailed).isNotEqualTo(texted);
            hasTokens(enter(person.email(), person.phone(), isByMail ? mailed : texted), 202);
        }
    }

    @Test
    default void drf_user_names_the_contact_an_account_does_not_have() {
        Person person = drfMember();
        String email = Person.newEmail();
        String phone = Person.newPhone();
        says(enter(person.email(), phone, null), 400, """
                        {"non_field_errors":["Your account is registered with %s does not has %s as registered mobile. Please login directly via OTP with your email."]}""".formatted(person.email(), phone));
        says(enter(email, person.phone(), "123456"), 400, """
                        {"non_field_errors":["Your account is registered with %s does not has %s as registered email. Please login directly via OTP with your mobile."]}""".formatted(person.phone(), email));
    }

    @Test
    default void drf_user_counts_wrong_codes_of_an_entry_down() {
        Person person = Person.somebody();
        says(enter(person.email(), person.phone(), "123456"), 404, DRF_NOTHING_PENDING);
        sendBoth(person.email(), person.phone());
        says(enter(person.email(), person.phone(), "1"), 403, """
                        {"detail":"OTP Validation failed! 2 attempts left!"}""");
        says(enter(person.email(), person.phone(), "1"), 403, """
                        {"detail":"OTP Validation failed! 1 attempts left!"}""");
        says(enter(person.email(), person.phone(), "1"), 403, DRF_EXCEEDED);
        says(enter(person.email(), person.phone(), site().nextCode(person.phone())), 403, DRF_EXCEEDED);
    }

    @Test
    default void drf_user_takes_json_alone_for_an_entry() {
        says(
                visitor()
                        .send(
                                "POST",
                                "/otpreglogin/",
                                "application/x-www-form-urlencoded",
                                form("name", "A", "email", Person.newEmail(), "mobile", Person.newPhone())),
                415,
                """
                        {"detail":"Unsupported media type \\"application/x-www-form-urlencoded\\" in request."}""");
        blames(visitor().post("/otpreglogin/"), "name", "email", "mobile");
        blames(
                visitor().post("/otpreglogin", "name", List.of(), "email", 7, "mobile", "x", "verify_otp", false),
                "name",
                "email",
                "mobile",
                "verify_otp");
    }

    // Passwords.

    private Reply reset(String email, Object code, Object password) {
        return visitor().post("/password/reset/", "email", email, "otp", code, "password", password);
    }

    @Test
    default void drf_user_resets_a_password() {
        Person person = drfMember();
        String code = codeTo(person.email());
        String password = Person.newPassword();
        says(reset(person.email(), Scenarios.wrong(code), password), 403, """
                        {"detail":"OTP Validation failed! 2 attempts left!"}""");
        says(reset(person.email(), code, password), 202, """
                        {"data":"Password Updated Successfully.","status_code":202}""");
        hasTokens(login(person.email(), password), 200);
        login(person.email(), person.password()).expect(401);
        says(reset(person.email(), code, Person.newPassword()), 404, DRF_NOTHING_PENDING);
    }

    @Test
    default void drf_user_resets_no_password_by_a_code_that_was_verified_before() {
        Person person = drfMember();
        String code = codeTo(person.email());
        validated(verifyCode(person.email(), code));
        says(reset(person.email(), code, Person.newPassword()), 404, DRF_NOTHING_PENDING);
        hasTokens(login(person.email(), person.password()), 200);
    }

    @Test
    default void drf_user_says_whose_password_cannot_be_reset() {
        says(reset(Person.newEmail(), "123456", Person.newPassword()), 404, """
                        {"detail":"User with the provided email does not exist."}""");
        says(reset(drfMember().username() + "@example.org", "123456", Person.newPassword()), 404, DRF_NOTHING_PENDING);
        says(visitor().post("/password/reset"), 400, """
                        {"email":["This field is required."],"otp":["This field is required."],\
                        "password":["This field is required."]}""");
        blames(reset("nowhere", List.of(), Visitor.object()), "email", "otp", "password");
    }

    // Uniqueness.

    private Reply isUnique(Object prop, Object value) {
        return visitor().post("/isunique/", "prop", prop, "value", value);
    }

    @Test
    default void drf_user_tells_what_is_unique() {
        Person person = drfMember();
        Person nobody = Person.somebody();
        String free = """
                {"data":[{"unique":true},200],"status_code":null}""";
        String taken = """
                {"data":[{"unique":false},200],"status_code":null}""";
        says(isUnique("username", person.username().toUpperCase(java.util.Locale.ROOT)), 200, taken);
        says(isUnique("email", person.email()), 200, taken);
        says(isUnique("mobile", person.phone()), 200, taken);
        says(isUnique("username", nobody.username()), 200, free);
        says(isUnique("email", nobody.email()), 200, free);
        says(isUnique("mobile", nobody.phone()), 200, free);
    }

    @Test
    default void drf_user_says_what_cannot_be_unique() {
        Reply wrong = isUnique("name", "x").expect(400);
        assertThat(wrong.get("prop/0")).isEqualTo("\"name\" is not a valid choice.");
        assertThat(wrong.get("data/prop/0")).isEqualTo("\"name\" is not a valid choice.");
        assertThat(wrong.number("status_code")).isEqualTo(400);
        assertThat(visitor().post("/isunique").expect(400).get("value/0")).isEqualTo("This field is required.");
        isUnique("email", "nowhere").expect(400);
        isUnique("mobile", "12").expect(400);
        isUnique(List.of("email"), null).expect(400);
    }

    @Test
    default void drf_user_throttles_who_asks_what_is_unique() {
        Visitor visitor = visitor();
        List<Reply> replies = IntStream.range(0, 6)
                .mapToObj(i -> visitor.post("/isunique/", "prop", "email", "value", "n" + i + "@example.org"))
                .toList();
        Reply last = replies.get(5).expect(429);
        assertThat(last.get("detail")).startsWith("Request was throttled. Expected available in ");
        assertThat(last.header("Retry-After")).isPresent();
    }

    // What every route refuses alike.

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/register/",
                "/login",
                "/otp/",
                "/otpreglogin",
                "/password/reset/",
                "/isunique",
                "/refresh-token/"
            })
    default void drf_user_refuses_what_is_no_request(String path) {
        Reply broken = visitor().send("POST", path, "application/json", """
                {"a":""".getBytes(UTF_8));
        broken.expect(400);
        assertThat(broken.get("detail")).startsWith("JSON parse error - ");
        Reply list = visitor().send("POST", path, "application/json", "[1]".getBytes(UTF_8));
        says(list, 400, """
                {"non_field_errors":["Invalid data. Expected a dictionary."]}""");
        says(visitor().send("POST", path, "text/plain", "a=b".getBytes(UTF_8)), 415, """
                        {"detail":"Unsupported media type \\"text/plain\\" in request."}""");
        says(visitor().get(path), 405, """
                {"detail":"Method \\"GET\\" not allowed."}""");
        visitor().post(path).expect(400);
        visitor()
                .send("POST", path, "application/json", "{\"a\":\"\u00ff".getBytes(ISO_8859_1))
                .expect(400);
    }

    // Faults of the original that are not repeated.

    @Test
    default void drf_user_has_no_sql_injection_in_isunique() {
        Reply quoted = isUnique("email", "o'x@example.org");
        assertThat(quoted.expect(200).get("data/0/unique")).isEqualTo("true");
        for (String value : List.of("'", "' OR '1'='1", "x'; DROP TABLE users; --", "x\" OR \"1\"=\"1")) {
            isUnique("username", value).expect(400);
        }
        isUnique("username' OR '1'='1", "x").expect(400);
        drfMember();
    }

    @Test
    default void drf_user_has_no_endless_guessing_inside_the_cool_down() {
        String email = Person.newEmail();
        String code = codeTo(email);
        String wrong = Scenarios.wrong(code);
        IntStream.range(0, 3).forEach(i -> verifyCode(email, wrong).expect(403));
        for (int i = 0; i < 3; i++) {
            says(verifyCode(email, wrong), 403, DRF_EXCEEDED);
        }
        says(verifyCode(email, code), 403, DRF_EXCEEDED);
    }

    @Test
    default void drf_user_has_no_permanent_validation_ticket() {
        Person person = drfMember();
        Person thief = Person.somebody();
        validate(thief.email());
        Visitor visitor = drfSignedIn(person);
        visitor.patch("/account/", "email", thief.email()).expect(200);
        // The validation is used up. It does not let another account take the address.
        visitor.patch("/account/", "email", thief.email()).expect(200);
        Person other = drfMember();
        says(drfSignedIn(other).patch("/account/", "email", person.email()), 400, """
                        {"email":["The email must be pre-validated via OTP."]}""");
    }

    @Test
    default void drf_user_lets_nobody_use_a_validation_that_somebody_else_earned() {
        Person person = Person.somebody();
        String byEmail = validate(person.email());
        String byPhone = validate(person.phone());
        Person mallory = new Person("mallory" + person.username(), person.email(), person.phone(), person.password());
        for (Visitor stranger : List.of(visitor(), visitor().from("2001:db8:66::1"))) {
            says(registerAt(stranger, mallory, null, "x".repeat(32)), 400, DRF_NOT_VALIDATED);
            says(registerAt(stranger, mallory, byPhone, null), 400, """
                    {"email":["The email must be pre-validated via OTP."]}""");
        }
        says(drfSignedIn(drfMember()).elsewhere().patch("/account/", "email", person.email()), 400, """
                {"email":["The email must be pre-validated via OTP."]}""");
        registerAt(visitor(), person, byEmail, byPhone).expect(201);
    }

    private static Reply registerAt(
            Visitor visitor, Person person, @Nullable String emailToken, @Nullable String mobileToken) {
        return visitor.post(
                "/register/",
                "username",
                person.username(),
                "name",
                "Some Body",
                "email",
                person.email(),
                "mobile",
                person.phone(),
                "password",
                person.password(),
                "email_validation_token",
                emailToken,
                "mobile_validation_token",
                mobileToken);
    }

    @Test
    default void drf_user_mails_no_code_of_a_phone_to_an_address_of_the_callers_choice() {
        String phone = Person.newPhone();
        String chosen = Person.newEmail();
        visitor().post("/otp/", "destination", phone, "email", chosen).expect(201);
        String code = site().nextCode(phone);
        says(verifyCode(chosen, code), 404, DRF_NOTHING_PENDING);
        validated(verifyCode(phone, code));
        assertThat(Site.POST.lettersTo(chosen)).isEmpty();
    }

    @Test
    default void drf_user_opens_nobodys_account_by_a_code_sent_to_a_mobile_of_the_callers_choice() {
        Person victim = drfMember();
        String chosen = Person.newPhone();
        String code = codeTo(chosen);
        Reply refused = enter(victim.email(), chosen, code).expect(400);
        assertThat(refused.json().has("non_field_errors")).isTrue();

        // A code to an address that was only typed beside the number does not open the account, either.
        Person claimed = Person.somebody();
        sendBoth(claimed.email(), claimed.phone());
        hasTokens(enter(claimed.email(), claimed.phone(), site().nextCode(claimed.email())), 202);
        sendBothAgain(claimed.email(), claimed.phone());
        site().nextCode(claimed.phone());
        Reply byClaim = enter(claimed.email(), claimed.phone(), site().nextCode(claimed.phone()));
        byClaim.expect(400);
        assertThat(byClaim.get("non_field_errors/0")).contains("Please login directly via OTP with your email.");
    }

    @Test
    default void drf_user_takes_no_address_from_an_x_forwarded_for_of_the_client() {
        Visitor visitor = visitor();
        String own = "10.9.8.7";
        for (int i = 0; i < 5; i++) {
            visitor.from("198.51.100." + i + ", " + own)
                    .post("/isunique/", "prop", "username", "value", "forwarded" + i)
                    .expect(200);
        }
        visitor.from("198.51.100.99, " + own)
                .post("/isunique/", "prop", "username", "value", "forwarded9")
                .expect(429);
    }

    @Test
    default void drf_user_discloses_no_session_hash() {
        Person person = drfMember();
        String first = login(person.email(), person.password()).get("session");
        String second = login(person.email(), person.password()).get("session");
        assertThat(first).isNotEqualTo(second).hasSize(36);
    }

    @Test
    default void drf_user_asks_password_rules_of_a_reset() {
        Person person = drfMember();
        String code = codeTo(person.email());
        blames(reset(person.email(), code, "abc"), "password");
        reset(person.email(), code, Person.newPassword()).expect(202);
    }

    @Test
    default void drf_user_ends_every_session_with_a_reset_and_the_others_with_a_change() {
        Person person = drfMember();
        Visitor here = drfSignedIn(person);
        Visitor there = drfSignedIn(person);
        String changed = Person.newPassword();
        here.patch("/account/", "password", changed).expect(200);
        here.get("/account/").expect(200);
        there.get("/account/").expect(401);
        String refresh = login(person.email(), changed).expect(200).get("refresh_token");
        reset(person.email(), codeTo(person.email()), Person.newPassword()).expect(202);
        here.get("/account/").expect(401);
        visitor().post("/refresh-token/", "refresh", refresh).expect(401);
    }

    @Test
    default void drf_user_takes_a_code_once() {
        Person person = drfMember();
        String code = codeTo(person.email());
        hasTokens(visitor().post("/otp/", "destination", person.email(), "is_login", true, "verify_otp", code), 202);
        for (Object isLogin : List.of(true, false)) {
            says(
                    visitor().post("/otp/", "destination", person.email(), "is_login", isLogin, "verify_otp", code),
                    404,
                    DRF_NOTHING_PENDING);
        }
    }

    @Test
    default void drf_user_makes_nobody_staff_by_asking() {
        Person person = Person.somebody();
        validate(person.email());
        JsonNode wish = Visitor.object(
                "username",
                person.username(),
                "name",
                "A",
                "email",
                person.email(),
                "password",
                person.password(),
                "is_staff",
                true,
                "is_superuser",
                true,
                "id",
                1,
                "is_active",
                false);
        Reply registered = home().json("POST", "/register/", wish).expect(201);
        assertThat(registered.json().fieldNames()).toIterable().containsExactly("username", "name", "email", "mobile");
        Visitor visitor = drfSignedIn(person);
        String id = visitor.get("/account/").get("id");
        Reply account = visitor.patch("/account/", "is_staff", true, "is_superuser", true, "id", 1)
                .expect(200);
        assertThat(account.get("is_staff")).isEqualTo("false");
        assertThat(account.get("is_superuser")).isEqualTo("false");
        assertThat(account.get("id")).isEqualTo(id);
    }
}
