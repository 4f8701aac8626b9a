package io.latchkey.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.account.AccountChange;
import io.latchkey.application.account.AccountFault;
import io.latchkey.application.account.ChangeAccountCommand;
import io.latchkey.application.account.ChangeAccountUseCase;
import io.latchkey.application.account.ForgotPasswordUseCase;
import io.latchkey.application.account.NewAccount;
import io.latchkey.application.account.RegisterCommand;
import io.latchkey.application.account.RegisterUseCase;
import io.latchkey.application.account.Registration;
import io.latchkey.application.account.ResetPasswordCommand;
import io.latchkey.application.account.ResetPasswordCommand.Entitlement;
import io.latchkey.application.account.ResetPasswordUseCase;
import io.latchkey.application.account.ResetPasswordUseCase.PasswordReset;
import io.latchkey.application.account.TakenContacts;
import io.latchkey.application.otp.ChallengeRef;
import io.latchkey.application.otp.CheckCodeCommand;
import io.latchkey.application.otp.CheckCodeUseCase;
import io.latchkey.application.otp.CheckCodeUseCase.CodeCheck;
import io.latchkey.application.otp.Gain;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.SendCodeCommand.Recipient;
import io.latchkey.application.otp.SendCodeUseCase;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.session.RefreshSessionUseCase;
import io.latchkey.application.session.RefreshSessionUseCase.Refresh;
import io.latchkey.application.session.RefreshSessionUseCase.RefreshSessionCommand;
import io.latchkey.application.session.RefreshSessionUseCase.Renewal;
import io.latchkey.application.session.SignIn;
import io.latchkey.application.session.SignInCommand;
import io.latchkey.application.session.SignInCommand.PasswordGuess;
import io.latchkey.application.session.SignInUseCase;
import io.latchkey.application.session.SignOutUseCase;
import io.latchkey.application.session.SignOutUseCase.SignOut;
import io.latchkey.application.session.SignOutUseCase.SignOutCommand;
import io.latchkey.application.session.Unconfirmed;
import io.latchkey.application.user.port.HasherBusyException;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.user.PasswordTooShortException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks the answers of the bioentrust face word by word. */
class BioentrustFaceTest extends ApiTest {
    private static final OtpPurpose VERIFY = OtpPurpose.VERIFY_CONTACT.forApp("bioentrust");
    private static final OtpPurpose RESET = OtpPurpose.RESET_PASSWORD.forApp("bioentrust");
    private static final String ADA = """
                    {"first_name":"Ada","last_name":"Lovelace","email":"ada@Example.org",\
                    "password":"correct horse"}""";
    private static final String LOGIN = """
            {"email":"ada@example.org","password":"correct horse"}""";
    private static final String CODE = """
            {"otp":"012345","otp_request_id":"%s"}""".formatted(Fixtures.OTP_ID);
    private static final String PHONE = """
            {"phone_number":"+4915112345678","app_id":9876}""";
    private static final String UNAUTHORIZED = """
            {"status":"error","message":"Unauthorized"}""";
    private static final String LOGGED_IN = """
                    {"message":"Logged In","token":{"access":"access-jwt","refresh":"refresh-opaque"}}""";
    private static final String SENT = """
            {"otp_request_id":"%s","response":"otp sent"}""".formatted(Fixtures.OTP_ID);

    private static void isExactly(int status, String body, Answer answer) {
        assertThat(answer.isJson(status).text()).isEqualTo(body);
    }

    private AtomicReference<RegisterCommand> registrationAnswers(Registration outcome) {
        AtomicReference<RegisterCommand> seen = new AtomicReference<>();
        useCases.put(RegisterUseCase.class, command -> {
            seen.set(command);
            return outcome;
        });
        return seen;
    }

    private void registrationThrows(RuntimeException refused) {
        useCases.put(RegisterUseCase.class, command -> {
            throw refused;
        });
    }

    @Test
    void greets_everybody() {
        isExactly(200, """
                        {"new_data":"Welcome to BioEntrust Auth server"}""", call("GET", "/user/home").send());
    }

    @Test
    void greets_the_signed_in() {
        signInAs(Fixtures.CALLER);

        isExactly(200, """
                        {"new_data":"Protected data"}""", call("GET", "/user/protected").signedIn().send());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer other", "Basic YTpi", "Bearer", "nonsense", "token lk_unknown:lks:wrong"})
    void refuses_strangers_in_one_shape(String authorization) {
        signInAs(Fixtures.CALLER);
        goodRefreshToken(Optional.empty());
        for (Call call : List.of(
                call("GET", "/user/protected"), call("GET", "/user/refresh"), call("DELETE", "/user/signout"))) {
            Answer answer = (authorization.isEmpty() ? call : call.header("Authorization", authorization)).send();

            isExactly(401, UNAUTHORIZED, answer);
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        }
    }

    @Test
    void signs_up() {
        AtomicReference<RegisterCommand> seen =
                registrationAnswers(new Registration.Pending(List.of(Fixtures.challenge(false))));

        isExactly(200, SENT, post("/user/signup", ADA).send());

        NewAccount account = seen.get().account();
        assertThat(account.username()).isEmpty();
        assertThat(account.name()).contains("Ada Lovelace");
        assertThat(account.email()).contains(new EmailAddress("ada@example.org"));
        assertThat(account.password().orElseThrow().value()).isEqualTo("correct horse");
        assertThat(seen.get().proof())
                .isEqualTo(new RegisterCommand.Proof.ByCode(
                        VERIFY, TakenContacts.TOLD, RegisterCommand.Rivals.NEWEST_WINS));
    }

    @Test
    void tells_a_taken_e_mail() {
        registrationAnswers(new Registration.Faulty(Set.of(AccountFault.EMAIL_TAKEN)));

        isExactly(409, """
                        {"error":"Email address already in use"}""", post("/user/signup", ADA).send());
    }

    @Test
    void tells_a_short_password_in_the_documents_words() {
        registrationThrows(new PasswordTooShortException(8).in("password"));

        isExactly(400, """
                        {"error":"Password should be more than 7 characters"}""", post("/user/signup", ADA).send());
    }

    @Test
    void tells_any_other_refused_password_in_the_same_shape() {
        registrationThrows(new InvalidValueException("password", "must not be the account's own name or address"));

        isExactly(400, """
                        {"error":"Password must not be the account's own name or address"}""", post("/user/signup", ADA).send());
    }

    @Test
    void throttles_in_its_own_shape_and_says_how_long_to_wait() {
        registrationAnswers(new Registration.Refused(Fixtures.THROTTLED));

        Answer answer = post("/user/signup", ADA).send();

        isExactly(429, """
                {"error":"Too many requests; try again in 13 seconds."}""", answer);
        assertThat(answer.header("Retry-After")).isEqualTo("13");
    }

    static List<String> malformed_sign_ups() {
        return List.of(
                """
                        first_name is required|{"last_name":"L","email":"a@example.org","password":"correct horse"}""",
                """
                        last_name is required|{"first_name":"A","email":"a@example.org","password":"correct horse"}""",
                """
                        email is required|{"first_name":"A","last_name":"L","password":"correct horse"}""",
                """
                        password is required|{"first_name":"A","last_name":"L","email":"a@example.org"}""",
                """
                        email must be a text|{"first_name":"A","last_name":"L","email":{},"password":"correct horse"}""",
                "first_name must be a text|" + ADA.replace("\"Ada\"", "[\"Ada\"]"),
                "first_name must be a text|" + ADA.replace("\"Ada\"", "7"),
                "first_name is required|" + ADA.replace("\"Ada\"", "null"),
                "last_name must not contain control characters|" + ADA.replace("Lovelace", "Love\\u0000lace"),
                "password must be a text|" + ADA.replace("\"correct horse\"", "12345678"),
                "email must be an e-mail address such as ada@example.org|" + ADA.replace("@Example.org", ""),
                "Password must not be empty|" + ADA.replace("correct horse", ""),
                "Password must be at most 256 characters long|" + ADA.replace("correct horse", "x".repeat(257)),
                "The body must be a JSON object.|[]",
                "The body is not well-formed JSON in UTF-8, or has a name twice.|{",
                "first_name is required|{}");
    }

    @ParameterizedTest
    @MethodSource("malformed_sign_ups")
    void refuses_a_malformed_sign_up(String given) {
        int bar = given.indexOf('|');

        isExactly(
                400,
                """
                        {"error":"%s"}""".formatted(given.substring(0, bar)),
                post("/user/signup", given.substring(bar + 1)).send());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "signup",
                "verify-email",
                "verify_email",
                "signin",
                "send-sms",
                "verify-sms",
                "verify_sms",
                "forgot-password"
            })
    void refuses_no_body_other_types_and_wrong_methods_in_its_own_shape(String route) {
        assertThat(call("POST", "/user/" + route)
                        .send()
                        .isJson(400)
                        .json()
                        .path("error")
                        .asText())
                .endsWith(" is required");
        isExactly(
                415,
                """
                        {"error":"Unsupported Media Type"}""",
                call("POST", "/user/" + route)
                        .body("text/plain", new byte[] {'x'})
                        .send());
        isExactly(405, """
                        {"error":"Method Not Allowed"}""", call("GET", "/user/" + route).send());
    }

    @Test
    void has_no_other_routes() {
        isExactly(404, """
                {"error":"Not Found"}""", call("GET", "/user/other").send());
        isExactly(404, """
                        {"error":"Not Found"}""", post("/user/verify.email", CODE).send());
    }

    @ParameterizedTest
    @CsvSource({"/user/verify-email,\"012345\"", "/user/verify_email,12345", "/user/verify-email/,12345"})
    void signs_in_with_the_code_of_a_sign_up(String path, String code) {
        AtomicReference<SignInCommand> seen = signInAnswers(Fixtures.SIGNED_IN);

        isExactly(200, LOGGED_IN, post(path, CODE.replace("\"012345\"", code)).send());

        SignInCommand.ByCode command = (SignInCommand.ByCode) seen.get();
        assertThat(command.challenge())
                .isEqualTo(new ChallengeRef.ByIdOn(OtpChallengeId.parse(Fixtures.OTP_ID), ContactKind.EMAIL));
        assertThat(command.purposes()).containsExactly(VERIFY);
        assertThat(new OtpCode("012345").matches(command.code())).isTrue();
    }

    @Test
    void refuses_every_code_alike() {
        for (RefusalReason reason : RefusalReason.values()) {
            signInAnswers(new SignIn.WrongCode(reason, 3));

            isExactly(401, """
                            {"error":"Signup Failed"}""", post("/user/verify-email", CODE).send());
        }
        signInAnswers(new SignIn.PasswordNeeded());
        isExactly(401, """
                        {"error":"Signup Failed"}""", post("/user/verify-email", CODE).send());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"-\"", "\"00000000000000000000000000000000000000000000000000000000000000000\""})
    void refuses_what_can_be_no_code(String code) {
        String body = CODE.replace("\"012345\"", code);

        isExactly(401, """
                        {"error":"Signup Failed"}""", post("/user/verify-email", body).send());
        isExactly(401, """
                        {"error":"Verification failed"}""", post("/user/verify-sms", body).send());
    }

    @Test
    void refuses_what_can_be_no_request() {
        String body = CODE.replace(Fixtures.OTP_ID, "some_unique_id");

        isExactly(401, """
                        {"error":"Signup Failed"}""", post("/user/verify-email", body).send());
        isExactly(401, """
                        {"error":"Verification failed"}""", post("/user/verify-sms", body).send());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "true"})
    void refuses_a_code_of_another_kind(String code) {
        for (String path : List.of("/user/verify-email", "/user/verify-sms")) {
            isExactly(400, """
                            {"error":"otp must be a text or a number"}""", post(path, CODE.replace("\"012345\"", code)).send());
        }
    }

    private static PasswordGuess guess(AtomicReference<SignInCommand> seen) {
        return ((SignInCommand.ByPassword) seen.get()).guess();
    }

    private AtomicReference<SignInCommand> signInAnswers(SignIn outcome) {
        AtomicReference<SignInCommand> seen = new AtomicReference<>();
        useCases.put(SignInUseCase.class, command -> {
            seen.set(command);
            return outcome;
        });
        return seen;
    }

    @Test
    void signs_in() {
        AtomicReference<SignInCommand> seen = signInAnswers(Fixtures.SIGNED_IN);

        isExactly(200, LOGGED_IN, post("/user/signin", LOGIN).send());

        assertThat(guess(seen).login()).isEqualTo(new LoginName.ByContact(new EmailAddress("ada@example.org")));
        assertThat(guess(seen).password().value()).isEqualTo("correct horse");
    }

    static List<SignIn> refusals() {
        return List.of(
                new SignIn.WrongCredentials(),
                new SignIn.Stopped(),
                new SignIn.CodeNeeded(),
                Fixtures.codeSent(false),
                new SignIn.SecondFactorMissing());
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refuses_every_sign_in_alike(SignIn refusal) {
        signInAnswers(refusal);

        isExactly(401, """
                        {"error":"Invalid login credentials"}""", post("/user/signin", LOGIN).send());
    }

    @Test
    void says_how_long_a_lock_lasts() {
        signInAnswers(new SignIn.Locked(Duration.ofMillis(1_001)));

        Answer answer = post("/user/signin", LOGIN).send();

        isExactly(401, """
                {"error":"Invalid login credentials"}""", answer);
        assertThat(answer.header("Retry-After")).isEqualTo("2");
    }

    @Test
    void throttles_and_waits_its_turn_in_its_own_shapes() {
        signInAnswers(new SignIn.Refused(Fixtures.THROTTLED));
        isExactly(429, """
                        {"error":"Too many requests; try again in 13 seconds."}""", post("/user/signin", LOGIN).send());
        useCases.put(SignInUseCase.class, command -> {
            throw new HasherBusyException(Duration.ofSeconds(1));
        });
        Answer busy = post("/user/signin", LOGIN).send().isJson(503);
        assertThat(busy.json().path("status").asText()).isEqualTo("error");
        assertThat(busy.json().path("message").asText()).isNotBlank();
    }

    @Test
    void signs_nobody_in_who_types_no_e_mail_or_no_password() {
        AtomicReference<SignInCommand> seen = signInAnswers(new SignIn.WrongCredentials());

        isExactly(
                401,
                """
                        {"error":"Invalid login credentials"}""",
                post("/user/signin", LOGIN.replace("@example.org", "")).send());

        assertThat(guess(seen).login()).isEqualTo(new LoginName.Unusable("ada"));
        isExactly(
                401,
                """
                        {"error":"Invalid login credentials"}""",
                post("/user/signin", LOGIN.replace("correct horse", "")).send());
    }

    @Test
    void tells_of_a_failure_of_its_own_nothing_but_where_to_look_it_up() {
        useCases.put(SignInUseCase.class, command -> {
            throw new IllegalStateException("secret");
        });

        assertThat(post("/user/signin", LOGIN).send().isJson(500).text()).matches("""
                                \\{"status":"error","message":"Something went wrong on our side \\([0-9a-f-]{36}\\)\\."}""");
    }

    private AtomicReference<SendCodeCommand> sendingAnswers(CodeSending outcome) {
        AtomicReference<SendCodeCommand> seen = new AtomicReference<>();
        useCases.put(SendCodeUseCase.class, command -> {
            seen.set(command);
            return outcome;
        });
        return seen;
    }

    @Test
    void sends_a_code_to_anybodys_phone() {
        AtomicReference<SendCodeCommand> seen = sendingAnswers(new CodeSending.Sent(Fixtures.challenge(false)));

        isExactly(200, SENT, post("/user/send-sms", PHONE).send());

        assertThat(seen.get().purpose()).isEqualTo(VERIFY);
        assertThat(seen.get().recipient()).isEqualTo(new Recipient.Anybody(new PhoneNumber("+4915112345678")));
    }

    private AtomicReference<ChangeAccountCommand> changeAnswers(AccountChange outcome) {
        AtomicReference<ChangeAccountCommand> seen = new AtomicReference<>();
        useCases.put(ChangeAccountUseCase.class, command -> {
            seen.set(command);
            return outcome;
        });
        return seen;
    }

    @Test
    void sends_no_code_on_behalf_of_those_who_signed_in_long_ago() {
        signInAs(Fixtures.CALLER);
        changeAnswers(new AccountChange.NotConfirmed(new Unconfirmed.SignInTooOld()));

        isExactly(403, """
                        {"error":"Sign in again to change the phone number"}""", post("/user/send-sms", PHONE).signedIn().send());
    }

    @Test
    void sends_a_code_on_behalf_of_the_signed_in() {
        signInAs(Fixtures.CALLER);
        AtomicReference<ChangeAccountCommand> seen =
                changeAnswers(new AccountChange.Changed(Fixtures.ADA, List.of(Fixtures.challenge(false))));

        isExactly(200, SENT, post("/user/send-sms", PHONE).signedIn().send());

        assertThat(seen.get().caller()).isEqualTo(Fixtures.CALLER);
        assertThat(seen.get().edits().namedContacts()).containsExactly(new PhoneNumber("+4915112345678"));
        assertThat(seen.get().current()).isEmpty();
    }

    @Test
    void sends_nothing_for_a_token_that_is_none_or_over() {
        signInAs(Fixtures.CALLER);

        isExactly(
                401,
                UNAUTHORIZED,
                post("/user/send-sms", PHONE)
                        .header("Authorization", "Bearer x")
                        .send());
    }

    @Test
    void throttles_messages() {
        sendingAnswers(new CodeSending.Refused(Fixtures.THROTTLED, java.time.Instant.EPOCH));

        isExactly(429, """
                        {"error":"Too many requests; try again in 13 seconds."}""", post("/user/send-sms", PHONE).send());
    }

    @ParameterizedTest
    @ValueSource(strings = {"9876", "\"09876\"", "null"})
    void takes_any_text_or_number_for_an_app(String app) {
        sendingAnswers(new CodeSending.Sent(Fixtures.challenge(false)));

        isExactly(200, SENT, post("/user/send-sms", PHONE.replace("9876", app)).send());
    }

    @Test
    void refuses_other_apps_and_phones() {
        isExactly(400, """
                        {"error":"app_id must be a text or a number"}""", post("/user/send-sms", PHONE.replace("9876", "[1]")).send());
        isExactly(
                400,
                """
                        {"error":"phone_number must be a text"}""",
                post("/user/send-sms", PHONE.replace("\"+4915112345678\"", "15112345678"))
                        .send());
        assertThat(post("/user/send-sms", PHONE.replace("+4915112345678", "nobody"))
                        .send()
                        .isJson(400)
                        .json()
                        .path("error")
                        .asText())
                .startsWith("phone_number ");
    }

    private AtomicReference<CheckCodeCommand> checkAnswers(CodeCheck outcome) {
        AtomicReference<CheckCodeCommand> seen = new AtomicReference<>();
        useCases.put(CheckCodeUseCase.class, command -> {
            seen.set(command);
            return outcome;
        });
        return seen;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/user/verify-sms", "/user/verify_sms", "/user/verify-sms/"})
    void verifies_a_phone(String path) {
        AtomicReference<CheckCodeCommand> seen = checkAnswers(
                new CodeCheck.Right(Fixtures.challenge(false).challenge(), Optional.empty(), new Gain.Nothing()));

        isExactly(200, """
                        {"message":"Phone number verified"}""", post(path, CODE.replace("{", """
                        {"app_id":"09876",""")).send());

        assertThat(seen.get().challenge())
                .isEqualTo(new ChallengeRef.ByIdOn(OtpChallengeId.parse(Fixtures.OTP_ID), ContactKind.PHONE));
        assertThat(seen.get().purpose()).contains(VERIFY);
        assertThat(seen.get().effect()).isEqualTo(new CheckCodeCommand.Effect.VerifyContact());
    }

    @Test
    void refuses_every_phone_alike() {
        for (CodeCheck outcome : List.of(
                new CodeCheck.Wrong(RefusalReason.WRONG_CODE, 2, 5),
                new CodeCheck.Wrong(RefusalReason.LOCKED, 0, 5),
                new CodeCheck.ContactTaken())) {
            checkAnswers(outcome);

            isExactly(401, """
                            {"error":"Verification failed"}""", post("/user/verify-sms", CODE).send());
        }
    }

    /** Sets the only refresh token that is accepted; empty for none. */
    private void goodRefreshToken(Optional<String> known) {
        useCases.put(
                RefreshSessionUseCase.class,
                command -> known.map(token -> new RefreshSessionCommand(token, Renewal.KEEP, command.origin()))
                        .filter(command::equals)
                        .<Refresh>map(good -> new Refresh.Refreshed(Fixtures.TOKENS))
                        .orElseGet(Refresh.Refused::new));
        useCases.put(
                SignOutUseCase.class,
                command -> known.filter(token -> command instanceof SignOutCommand.ByRefreshToken shown
                                && shown.token().equals(token)
                                && shown.origin().app().equals("bioentrust"))
                        .<SignOut>map(good -> new SignOut.SignedOut(1))
                        .orElseGet(SignOut.NoSuchSession::new));
    }

    @Test
    void keeps_the_refresh_token_and_ends_its_session() {
        goodRefreshToken(Optional.of("refresh-opaque"));

        isExactly(
                200,
                """
                        {"token":{"access":"access-jwt"}}""",
                call("GET", "/user/refresh")
                        .header("Authorization", "Bearer refresh-opaque")
                        .send());
        isExactly(
                200,
                """
                        {"message":"Signed out successfully"}""",
                call("DELETE", "/user/signout")
                        .header("Authorization", "bearer refresh-opaque")
                        .send());
    }

    @Test
    void answers_the_forgetful_always_alike() {
        AtomicReference<LoginName> seen = new AtomicReference<>();
        for (CodeSending outcome : List.of(
                new CodeSending.Sent(Fixtures.challenge(true)),
                new CodeSending.Refused(Fixtures.THROTTLED, Fixtures.NOW))) {
            useCases.put(ForgotPasswordUseCase.class, (purpose, login, requester) -> {
                assertThat(purpose).isEqualTo(RESET);
                seen.set(login);
                return outcome;
            });
            isExactly(200, """
                            {"message":"Password reset link sent"}""", post("/user/forgot-password", LOGIN).send());
            assertThat(seen.get()).isEqualTo(new LoginName.ByContact(new EmailAddress("ada@example.org")));
            isExactly(200, """
                            {"message":"Password reset link sent"}""", post("/user/forgot-password", """
                            {"email":"ada"}""").send());
            assertThat(seen.get()).isEqualTo(new LoginName.Unusable("ada"));
        }
        isExactly(400, """
                        {"error":"email must be a text"}""", post("/user/forgot-password", """
                        {"email":["ada@example.org"]}""").send());
    }

    private AtomicReference<ResetPasswordCommand> resetAnswers(PasswordReset outcome) {
        AtomicReference<ResetPasswordCommand> seen = new AtomicReference<>();
        useCases.put(ResetPasswordUseCase.class, Fixtures.resetting(command -> {
            seen.set(command);
            return outcome;
        }));
        return seen;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/user/reset-password", "/user/reset-password/", "/auth/reset-password", "/auth/reset-password/"
            })
    void resets_with_the_token_of_a_link(String path) {
        AtomicReference<ResetPasswordCommand> seen = resetAnswers(new PasswordReset.Accepted(Optional.empty()));

        isExactly(
                200,
                """
                        {"message":"Password reset successfully"}""",
                post(path, LOGIN).header("Authorization", "Bearer head.mac").send());

        Entitlement.ByLink link = (Entitlement.ByLink) seen.get().entitlement();
        assertThat(link.token()).isEqualTo("head.mac");
        assertThat(link.purpose()).isEqualTo(RESET);
        assertThat(seen.get().newPassword().value()).isEqualTo("correct horse");
        isExactly(401, UNAUTHORIZED, post(path, LOGIN).send());
    }

    @Test
    void refuses_a_bad_link_and_a_bad_password_alike() {
        String refused = """
                {"error":"Invalid token or password"}""";
        resetAnswers(new PasswordReset.Wrong(RefusalReason.ALREADY_USED, 0));
        isExactly(400, refused, reset(LOGIN));
        isExactly(400, refused, reset(LOGIN.replace("correct horse", "")));
        useCases.put(ResetPasswordUseCase.class, Fixtures.resetting(command -> {
            throw new PasswordTooShortException(8).in("newPassword");
        }));
        isExactly(400, refused, reset(LOGIN));
        isExactly(400, """
                {"error":"password is required"}""", reset("""
                {"email":"ada@example.org"}"""));
    }

    private Answer reset(String body) {
        return post("/user/reset-password", body)
                .header("Authorization", "Bearer head.mac")
                .send();
    }
}
