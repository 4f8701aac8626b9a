package io.latchkey.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.latchkey.application.account.AccountFault;
import io.latchkey.application.account.NewAccount;
import io.latchkey.application.account.RegisterCommand;
import io.latchkey.application.account.RegisterUseCase;
import io.latchkey.application.account.Registration;
import io.latchkey.application.account.ResetPasswordCommand;
import io.latchkey.application.account.ResetPasswordCommand.Entitlement;
import io.latchkey.application.account.ResetPasswordUseCase;
import io.latchkey.application.account.ResetPasswordUseCase.PasswordReset;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.SendCodeUseCase;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.retrylock.RetryLockSignInPolicy;
import io.latchkey.application.session.SignIn;
import io.latchkey.application.session.SignInCommand;
import io.latchkey.application.session.SignInCommand.SecondStep;
import io.latchkey.application.session.SignInUseCase;
import io.latchkey.application.session.SignOutUseCase;
import io.latchkey.application.session.SignOutUseCase.SignOut;
import io.latchkey.application.session.SignOutUseCase.SignOutCommand;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.InvalidValueException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DhiwiseFaceTest extends ApiTest {
    private static final String CREDENTIALS = "\"username\":\"ada\",\"password\":\"correct horse\"";
    private static final String LOGIN = "{" + CREDENTIALS + "}";
    private static final String LOGIN_WITH_OTP = "{" + CREDENTIALS + ",\"otp\":\"123456\"}";

    private final AtomicReference<SignInCommand> signIn = new AtomicReference<>();
    private final AtomicReference<Entitlement.ByCodeAlone> typed = new AtomicReference<>();

    private void signInAnswers(SignIn outcome) {
        useCases.put(SignInUseCase.class, command -> {
            signIn.set(command);
            return outcome;
        });
    }

    private SignInCommand.ByPassword signInByPassword() {
        return (SignInCommand.ByPassword) signIn.get();
    }

    private OtpCode signInCode() {
        return ((SignInCommand.ByPasswordAndCode) signIn.get()).code();
    }

    private void recoveryAnswers(PasswordReset outcome) {
        useCases.put(ResetPasswordUseCase.class, new ResetPasswordUseCase() {
            @Override
            public PasswordReset look(Entitlement.ByCodeAlone code) {
                typed.set(code);
                return outcome;
            }

            @Override
            public PasswordReset reset(ResetPasswordCommand command) {
                typed.set((Entitlement.ByCodeAlone) command.entitlement());
                if (command.newPassword().length() < 8) {
                    throw new InvalidValueException("newPassword", "must be at least 8 characters long");
                }
                return outcome;
            }
        });
    }

    private static void isEnvelope(Answer answer, int httpStatus, String status, String message, String data) {
        JsonNode body = answer.isJson(httpStatus).json();
        assertThat(body.path("status").asText()).isEqualTo(status);
        assertThat(body.path("message").asText()).isEqualTo(message);
        assertThat(
                        body.path("data").isTextual()
                                ? body.path("data").asText()
                                : body.path("data").toString())
                .isEqualTo(data);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/admin/auth", "/device/auth"})
    void registers(String platform) {
        AtomicReference<NewAccount> seen = new AtomicReference<>();
        useCases.put(RegisterUseCase.class, command -> {
            assertThat(command.proof()).isEqualTo(new RegisterCommand.Proof.None());
            seen.set(command.account());
            return new Registration.Completed(Fixtures.ADA);
        });

        Answer answer = post(
                        platform + "/register",
                        "{" + CREDENTIALS + ",\"email\":\"ada@example.org\",\"name\":\"Ada Lovelace\",\"role\":2}")
                .send();

        isEnvelope(answer, 200, "SUCCESS", "Your request is successfully executed", """
                        {"username":"ada","email":"ada@example.org","name":"Ada Lovelace",\
                        "id":"000000000000400080000000","_id":"000000000000400080000000",\
                        "loginRetryLimit":0,"createdAt":"2026-01-02T03:04:05.000Z",\
                        "updatedAt":"2026-01-02T03:04:05.000Z","isDeleted":false,"isActive":true}""");
        assertThat(seen.get().email()).contains(new EmailAddress("ada@example.org"));
        assertThat(seen.get().phone()).isEmpty();
    }

    @Test
    void says_that_data_is_duplicate() {
        useCases.put(RegisterUseCase.class, command -> new Registration.Faulty(Set.of(AccountFault.USERNAME_TAKEN)));
        isEnvelope(
                post("/admin/auth/register", LOGIN).send(),
                422,
                "VALIDATION_ERROR",
                "User Registration Failed, Duplicate Data found",
                "{}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"""
                        {"password":"correct horse"} | "username" is required""", """
                        {"username":{"$ne":null},"password":"correct horse"} | "username" must be a string""", """
                        {"username":"ada","password":[1]} | "password" must be a string""", """
                        {"username":"ada","password":"correct horse","email":"x"} | \
                        "email" must be an e-mail address such as ada@example.org"""})
    void names_the_invalid_value(String body, String reason) {
        isEnvelope(
                post("/admin/auth/register", body).send(),
                422,
                "VALIDATION_ERROR",
                "Invalid values in parameters, " + reason,
                "{}");
    }

    @Test
    void sends_a_reset_code_to_whoever_has_the_address() {
        AtomicReference<SendCodeCommand> seen = new AtomicReference<>();
        useCases.put(SendCodeUseCase.class, command -> {
            seen.set(command);
            return new CodeSending.Sent(Fixtures.challenge(false));
        });
        isEnvelope(
                post("/admin/auth/forgot-password", """
                        {"email":"ada@example.org"}""").send(),
                200,
                "SUCCESS",
                "Your request is successfully executed",
                "otp successfully send to your email.");
        assertThat(seen.get().purpose().value()).isEqualTo("dhiwise/reset-password");
        assertThat(seen.get().lookup()).isEqualTo(SendCodeCommand.Lookup.CODE);
        assertThat(seen.get().recipient())
                .isEqualTo(new SendCodeCommand.Recipient.HolderOrClaimant(new EmailAddress("ada@example.org"), false));
    }

    @Test
    void finds_no_record_of_a_strangers_address() {
        useCases.put(SendCodeUseCase.class, command -> new CodeSending.UnknownAccount());
        isEnvelope(
                post("/admin/auth/forgot-password", """
                        {"email":"eve@example.org"}""").send(),
                200,
                "RECORD_NOT_FOUND",
                "Record not found with specified criteria.",
                "{}");
    }

    @Test
    void looks_at_a_code() {
        recoveryAnswers(new PasswordReset.Accepted(Optional.empty()));
        isEnvelope(post("/admin/auth/validate-otp", """
                        {"otp":"1234 5678","email":"ada@example.org"}""").send(), 200, "SUCCESS", "Otp verified", "{}");
        assertThat(typed.get().code()).isEqualTo(new OtpCode("12345678"));
        assertThat(typed.get().email()).contains(new EmailAddress("ada@example.org"));
        assertThat(typed.get().purpose().value()).isEqualTo("dhiwise/reset-password");
    }

    @ParameterizedTest
    @EnumSource(RefusalReason.class)
    void tells_a_wrong_code_from_one_that_is_too_old(RefusalReason reason) {
        recoveryAnswers(new PasswordReset.Wrong(reason, 0));
        String expired = "Your reset password link is expired or invalid";
        boolean isExpired = reason == RefusalReason.EXPIRED;
        isEnvelope(
                post("/admin/auth/validate-otp", """
                        {"otp":"12345678"}""").send(),
                200,
                "FAILURE",
                isExpired ? expired : "Invalid OTP",
                "{}");
        isEnvelope(
                call("PUT", "/admin/auth/reset-password").json("""
                                {"code":"12345678","newPassword":"correct horse"}""").send(),
                200,
                "FAILURE",
                isExpired ? expired : "Invalid Code",
                "{}");
    }

    @Test
    void resets_the_password() {
        recoveryAnswers(new PasswordReset.Accepted(Optional.empty()));
        Call call = call("PUT", "/device/auth/reset-password").json("""
                        {"code":"12345678","newPassword":"correct horse"}""");
        isEnvelope(call.send(), 200, "SUCCESS", "Your request is successfully executed", "Password reset successfully");
    }

    @Test
    void says_why_a_new_password_is_refused() {
        recoveryAnswers(new PasswordReset.Accepted(Optional.empty()));
        isEnvelope(
                call("PUT", "/admin/auth/reset-password").json("""
                                {"code":"12345678","newPassword":"short"}""").send(),
                422,
                "VALIDATION_ERROR",
                "Invalid values in parameters, \"newPassword\" must be at least 8 characters long",
                "{}");
    }

    @Test
    void throttles_guesses_in_its_own_words() {
        recoveryAnswers(new PasswordReset.Refused(Fixtures.THROTTLED));
        Answer answer = post("/admin/auth/validate-otp", """
                        {"otp":"12345678"}""").send();
        isEnvelope(answer, 429, "TOO_MANY_REQUESTS", "Too many requests; try again in 13 seconds.", "{}");
        assertThat(answer.header("Retry-After")).isEqualTo("13");
    }

    @Test
    void logs_in() {
        signInAnswers(new SignIn.SignedIn(Fixtures.ADA, Fixtures.TOKENS));
        String data = """
                {"loginRetryLimit":0,"_id":"000000000000400080000000","username":"ada","role":1,\
                "createdAt":"2026-01-02T03:04:05.000Z","updatedAt":"2026-01-02T03:04:05.000Z",\
                "isDeleted":false,"isActive":true,"id":"000000000000400080000000","token":"access-jwt"}""";
        isEnvelope(post("/admin/auth/login", LOGIN).send(), 200, "SUCCESS", "Login successful.", data);
        assertThat(signInByPassword().guess().login().key()).isEqualTo("username:ada");
        assertThat(signInByPassword().rules()).isEqualTo(RetryLockSignInPolicy.RULES);
        assertThat(signInByPassword().secondStep()).isEqualTo(SecondStep.NEVER);
        isEnvelope(
                post("/device/auth/login_with_otp", LOGIN_WITH_OTP).send(), 200, "SUCCESS", "Login successful.", data);
        assertThat(signInCode()).isEqualTo(new OtpCode("123456"));
    }

    @Test
    void prefers_otp_to_code() {
        signInAnswers(new SignIn.SignedIn(Fixtures.ADA, Fixtures.TOKENS));
        post("/admin/auth/login_with_otp", "{" + CREDENTIALS + ",\"otp\":\"111111\",\"code\":\"222222\"}")
                .send()
                .isJson(200);
        assertThat(signInCode()).isEqualTo(new OtpCode("111111"));
        post("/admin/auth/login_with_otp", "{" + CREDENTIALS + ",\"otp\":\"\",\"code\":\"222222\"}")
                .send()
                .isJson(200);
        assertThat(signInCode()).isEqualTo(new OtpCode("222222"));
    }

    @Test
    void tells_nobody_why_a_login_failed() {
        List<SignIn> outcomes = new ArrayList<>(List.of(
                new SignIn.WrongCredentials(),
                new SignIn.CodeNeeded(),
                new SignIn.Stopped(),
                new SignIn.WrongCode(RefusalReason.EXPIRED, 3)));
        for (SignIn outcome : outcomes) {
            signInAnswers(outcome);
            isEnvelope(post("/admin/auth/login", LOGIN).send(), 400, "BAD_REQUEST", "Login failed.", "{}");
            isEnvelope(
                    post("/admin/auth/login_with_otp", LOGIN_WITH_OTP).send(),
                    400,
                    "BAD_REQUEST",
                    "Invalid Code",
                    "{}");
            isEnvelope(post("/admin/auth/send_login_otp", LOGIN).send(), 200, "FAILURE", "User not found", "{}");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PT20M, 20 minute and 0 second",
        "PT19M59.001S, 20 minute and 0 second",
        "PT59S, 0 minute and 59 second",
        "PT0.001S, 0 minute and 1 second",
        "PT2H3M4S, '2 hour, 3 minute and 4 second'"
    })
    void says_how_long_a_lock_lasts(Duration remaining, String text) {
        signInAnswers(new SignIn.Locked(remaining));
        String message = "you have exceed the number of limit.you can login after " + text + ".";
        Answer login = post("/admin/auth/login", LOGIN).send();
        isEnvelope(login, 400, "BAD_REQUEST", message, "{}");
        assertThat(Long.parseLong(login.header("Retry-After"))).isBetween(1L, 7384L);
        isEnvelope(post("/admin/auth/login_with_otp", LOGIN_WITH_OTP).send(), 400, "BAD_REQUEST", message, "{}");
        isEnvelope(post("/admin/auth/send_login_otp", LOGIN).send(), 200, "FAILURE", message, "{}");
    }

    @Test
    void sends_a_login_code() {
        signInAnswers(Fixtures.codeSent(false));
        isEnvelope(
                post("/admin/auth/send_login_otp", LOGIN).send(),
                200,
                "SUCCESS",
                "Login Successful",
                "Please check your email/mobile for OTP");
        assertThat(signInByPassword().rules()).isEqualTo(RetryLockSignInPolicy.RULES);
        assertThat(signInByPassword().secondStep()).isEqualTo(SecondStep.ALWAYS);
    }

    @Test
    void says_that_a_login_code_can_be_sent_nowhere() {
        signInAnswers(new SignIn.SecondFactorMissing());
        isEnvelope(
                post("/admin/auth/send_login_otp", LOGIN).send(),
                200,
                "FAILURE",
                "otp can not be sent due to some issue try again later.",
                "{}");
    }

    @Test
    void throttles_logins_in_its_own_words() {
        signInAnswers(new SignIn.Refused(Fixtures.THROTTLED));
        for (String path : List.of("login", "send_login_otp", "login_with_otp")) {
            Answer answer = post("/admin/auth/" + path, LOGIN_WITH_OTP).send().isJson(429);
            assertThat(answer.json().path("status").asText()).isEqualTo("TOO_MANY_REQUESTS");
        }
    }

    /** No use case is set, so that a call of one fails the test. */
    @ParameterizedTest
    @ValueSource(strings = {"""
            {"$ne":null}""", "[\"a\"]", "1234", "true", "\"a\\u0000b\""})
    void looks_at_nothing_but_texts(String value) {
        for (String body : List.of("""
                        {"username":%s,"password":"x","otp":"1"}""".formatted(value), """
                        {"username":"x","password":%s,"otp":"1"}""".formatted(value))) {
            for (String path : List.of("login", "send_login_otp", "login_with_otp")) {
                isEnvelope(
                        post("/admin/auth/" + path, body).send(),
                        400,
                        "BAD_REQUEST",
                        "The request cannot be fulfilled due to bad syntax.",
                        "{}");
            }
        }
        for (String name : List.of("otp", "code")) {
            assertThat(post("/admin/auth/login_with_otp", "{" + CREDENTIALS + ",\"" + name + "\":" + value + "}")
                            .send()
                            .status())
                    .isEqualTo(400);
        }
    }

    @Test
    void logs_out_of_the_session_of_the_token() {
        signInAs(Fixtures.CALLER);
        AtomicReference<SignOutCommand> seen = new AtomicReference<>();
        useCases.put(SignOutUseCase.class, command -> {
            seen.set(command);
            return new SignOut.SignedOut(1);
        });
        isEnvelope(
                call("POST", "/admin/auth/logout").signedIn().send(), 200, "SUCCESS", "Logged Out Successfully", "{}");
        assertThat(seen.get()).isEqualTo(new SignOutCommand.Current(Fixtures.CALLER));
    }

    @Test
    void logs_nobody_out_without_a_token() {
        signInAs(Fixtures.CALLER);
        isEnvelope(
                call("POST", "/device/auth/logout").send(),
                401,
                "UNAUTHORIZED",
                "You are not authorized to access the request.",
                "{}");
    }

    @Test
    void hides_a_failure_of_its_own() {
        isEnvelope(post("/admin/auth/login", LOGIN).send(), 500, "FAILURE", "Internal server error.", "{}");
    }
}
