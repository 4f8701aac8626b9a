package io.latchkey.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.latchkey.application.session.Caller;
import io.latchkey.application.session.ListSessionsUseCase;
import io.latchkey.application.session.RefreshSessionUseCase;
import io.latchkey.application.session.RefreshSessionUseCase.RefreshSessionCommand;
import io.latchkey.application.session.RefreshSessionUseCase.Renewal;
import io.latchkey.application.session.SecondFactorPrompt;
import io.latchkey.application.session.SignIn;
import io.latchkey.application.session.SignInCommand;
import io.latchkey.application.session.SignInCommand.PasswordGuess;
import io.latchkey.application.session.SignInUseCase;
import io.latchkey.application.session.SignOutUseCase;
import io.latchkey.application.session.SignOutUseCase.SignOut;
import io.latchkey.application.session.SignOutUseCase.SignOutCommand;
import io.latchkey.application.user.port.HasherBusyException;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.session.Session;
import io.latchkey.domain.session.SessionId;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.shared.Username;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionResourceTest extends ApiTest {
    private static final String SESSIONS = "/api/v1/sessions";
    private static final String BY_PASSWORD = """
            {"login":"ada","password":"correct horse"}""";
    private static final String BY_CODE = """
            {"otpId":"%s","code":"123456"}""".formatted(Fixtures.OTP_ID);
    private static final UUID OTHER_SESSION = UUID.fromString("00000000-0000-4000-8000-000000000009");

    private void passwordAnswers(SignIn outcome) {
        useCases.put(SignInUseCase.class, command -> outcome);
    }

    private void codeAnswers(SignIn outcome) {
        useCases.put(SignInUseCase.class, command -> outcome);
    }

    @Test
    void answers_a_right_password_with_tokens() {
        AtomicReference<SignInCommand> seen = new AtomicReference<>();
        useCases.put(SignInUseCase.class, command -> {
            seen.set(command);
            return Fixtures.SIGNED_IN;
        });

        String body = post(SESSIONS, BY_PASSWORD).send().isJson(200).text();

        assertThat(body).isEqualTo("""
                                {"accessToken":"access-jwt","refreshToken":"refresh-opaque","tokenType":"Bearer",\
                                "expiresIn":900,"sessionId":"%s","deviceToken":"device-jwt"}""".formatted(Fixtures.SESSION_ID));
        PasswordGuess guess = ((SignInCommand.ByPassword) seen.get()).guess();
        assertThat(guess.login()).isEqualTo(new LoginName.ByUsername(new Username("ada")));
        assertThat(guess.password().value()).isEqualTo("correct horse");
    }

    @Test
    void answers_a_right_code_with_tokens() {
        codeAnswers(Fixtures.SIGNED_IN);

        post(SESSIONS, BY_CODE).send().isJson(200);
    }

    @Test
    void says_what_finishes_a_sign_in_for_which_nothing_is_sent() {
        passwordAnswers(new SignIn.SecondFactorNeeded(new SecondFactorPrompt.OwnCode(
                OtpChallengeId.parse(Fixtures.OTP_ID), "totp", Instant.parse("2026-01-02T03:09:05Z"))));

        String body = post(SESSIONS, BY_PASSWORD).send().isJson(202).text();

        assertThat(body).isEqualTo("""
                {"otpId":"%s","method":"totp","expiresAt":"2026-01-02T03:09:05Z"}""".formatted(Fixtures.OTP_ID));
    }

    @Test
    void answers_with_a_challenge_where_a_second_factor_is_needed() {
        passwordAnswers(Fixtures.codeSent(true));

        JsonNode body = post(SESSIONS, BY_PASSWORD).send().isJson(202).json();

        assertThat(body.path("challenge").path("id").asText()).isEqualTo(Fixtures.OTP_ID);
        assertThat(body.path("challenge").get("destination").isNull()).isTrue();
    }

    @Test
    void refuses_wrong_credentials() {
        passwordAnswers(new SignIn.WrongCredentials());

        Answer answer = post(SESSIONS, BY_PASSWORD).send().isProblem(401, "sign-in-refused");

        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @Test
    void refuses_a_wrong_code_and_tells_the_guesses_left() {
        codeAnswers(new SignIn.WrongCode(RefusalReason.WRONG_CODE, 4));

        Answer answer = post(SESSIONS, BY_CODE).send().isProblem(401, "otp-refused");

        assertThat(answer.json().path("attemptsLeft").asInt()).isEqualTo(4);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @Test
    void refuses_a_code_without_guesses_left() {
        codeAnswers(new SignIn.WrongCode(RefusalReason.LOCKED, 0));

        Answer answer = post(SESSIONS, BY_CODE).send().isProblem(429, "otp-locked");

        assertThat(answer.header("WWW-Authenticate")).isEmpty();
    }

    @Test
    void refuses_a_code_for_something_else() {
        codeAnswers(new SignIn.WrongCode(RefusalReason.OTHER_PURPOSE, 0));

        post(SESSIONS, BY_CODE).send().isProblem(422, "otp-other-purpose");
    }

    @Test
    void tells_a_locked_out_caller_how_long_to_wait() {
        passwordAnswers(new SignIn.Locked(Duration.ofMillis(400)));

        Answer answer = post(SESSIONS, BY_PASSWORD).send().isProblem(429, "sign-in-locked");

        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }

    @Test
    void tells_that_only_a_reset_helps() {
        passwordAnswers(new SignIn.Stopped());

        post(SESSIONS, BY_PASSWORD).send().isProblem(403, "password-stopped");
    }

    @Test
    void tells_that_the_password_comes_first() {
        codeAnswers(new SignIn.PasswordNeeded());

        post(SESSIONS, BY_CODE).send().isProblem(403, "password-needed");
    }

    @Test
    void tells_that_there_is_nowhere_to_send_the_code() {
        passwordAnswers(new SignIn.SecondFactorMissing());

        post(SESSIONS, BY_PASSWORD).send().isProblem(403, "second-factor-missing");
    }

    @Test
    void tells_a_throttled_caller_how_long_to_wait() {
        passwordAnswers(new SignIn.Refused(Fixtures.THROTTLED));

        post(SESSIONS, BY_PASSWORD).send().isThrottled();
    }

    @Test
    void asks_to_come_back_when_too_many_passwords_are_being_checked() {
        useCases.put(SignInUseCase.class, command -> {
            throw new HasherBusyException(Duration.ofSeconds(2));
        });

        Answer answer = post(SESSIONS, BY_PASSWORD)
                .send()
                .isProblem(503, "https://iana.org/assignments/http-problem-types#temporary-reduced-capacity");

        assertThat(answer.header("Retry-After")).isEqualTo("2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", """
                        {"login":"ada","password":"x","code":"1"}""", """
                        {"login":"ada"}""", """
                        {"password":"x"}""", """
                        {"otpId":"1-1-1-1-1","code":"123456"}""", """
                        {"code":"123456"}""", """
                        {"login":"ada","password":""}"""})
    void refuses_half_and_mixed_bodies(String body) {
        post(SESSIONS, body).send().isProblem(400, "invalid-request");
    }

    @Test
    void refuses_to_open_a_session_for_a_login_that_can_be_nobodys_as_for_an_unknown_one() {
        AtomicReference<LoginName> seen = new AtomicReference<>();
        useCases.put(SignInUseCase.class, command -> {
            seen.set(((SignInCommand.ByPassword) command).guess().login());
            return new SignIn.WrongCredentials();
        });

        post(SESSIONS, """
                {"login":"?","password":"x"}""").send().isProblem(401, "sign-in-refused");

        assertThat(seen.get()).isInstanceOf(LoginName.Unusable.class);
    }

    @Test
    void ends_the_session_that_a_sign_in_replaces_when_it_opens_one() {
        List<SignOutCommand> ended = new ArrayList<>();
        useCases.put(SignOutUseCase.class, command -> {
            ended.add(command);
            return new SignOut.NoSuchSession();
        });
        String body = """
                {"login":"ada","password":"a fine password","replaces":"old-opaque"}""";
        useCases.put(SignInUseCase.class, command -> Fixtures.codeSent(false));
        post(SESSIONS, body).send().isJson(202);
        useCases.put(SignInUseCase.class, command -> new SignIn.WrongCredentials());
        post(SESSIONS, body).send().isProblem(401, "sign-in-refused");
        assertThat(ended).isEmpty();
        useCases.put(SignInUseCase.class, command -> new SignIn.SignedIn(Fixtures.CALLER.user(), Fixtures.TOKENS));
        post(SESSIONS, body).send().isJson(200);
        assertThat(ended)
                .singleElement()
                .isInstanceOfSatisfying(
                        SignOutCommand.ByAnyToken.class,
                        shown -> assertThat(shown.token()).isEqualTo("old-opaque"));
    }

    @Test
    void trades_a_refresh_token() {
        AtomicReference<RefreshSessionCommand> seen = new AtomicReference<>();
        useCases.put(RefreshSessionUseCase.class, command -> {
            seen.set(command);
            return new RefreshSessionUseCase.Refresh.Refreshed(Fixtures.TOKENS);
        });

        JsonNode tokens = post(SESSIONS + "/refresh", """
                {"refreshToken":"old"}""").send().isJson(200).json();

        assertThat(tokens.path("refreshToken").asText()).isEqualTo("refresh-opaque");
        assertThat(seen.get())
                .isEqualTo(new RefreshSessionCommand(
                        "old", Renewal.ROTATE, seen.get().origin()));
        assertThat(seen.get().origin().app()).isEqualTo("native");
    }

    @Test
    void refuses_a_refresh_token_that_is_no_longer_good() {
        useCases.put(RefreshSessionUseCase.class, token -> new RefreshSessionUseCase.Refresh.Refused());

        post(SESSIONS + "/refresh", """
                {"refreshToken":"old"}""").send().isProblem(401, "refresh-refused");
    }

    /** Has two live sessions and records which of them were ended. */
    private static final class FakeSessions implements ListSessionsUseCase, SignOutUseCase {
        private final List<SessionId> ended = new ArrayList<>();
        private boolean allEnded;

        @Override
        public List<Session> list(Caller caller) {
            return List.of(Fixtures.session(OTHER_SESSION), Fixtures.SESSION);
        }

        @Override
        public SignOut signOut(SignOutCommand command) {
            return command.fold(
                    current ->
                            current.caller().session().map(own -> end(own.id())).orElseGet(SignOut.NoSuchSession::new),
                    one -> end(one.id()),
                    all -> {
                        allEnded = true;
                        return new SignOut.SignedOut(2);
                    },
                    byRefreshToken -> new SignOut.NoSuchSession(),
                    byAnyToken -> new SignOut.NoSuchSession());
        }

        private SignOut end(SessionId id) {
            ended.add(id);
            return id.value().equals(OTHER_SESSION) ? new SignOut.NoSuchSession() : new SignOut.SignedOut(1);
        }
    }

    private FakeSessions signedInWithSessions() {
        FakeSessions sessions = new FakeSessions();
        useCases.put(ListSessionsUseCase.class, sessions);
        useCases.put(SignOutUseCase.class, sessions);
        signInAs(Fixtures.CALLER);
        return sessions;
    }

    @Test
    void lists_sessions_and_marks_the_current_one() {
        signedInWithSessions();

        JsonNode sessions =
                call("GET", SESSIONS).signedIn().send().isJson(200).json().path("sessions");

        assertThat(sessions.findValuesAsText("current")).containsExactly("false", "true");
        assertThat(sessions.path(0).toString()).isEqualTo("""
                        {"id":"%s","current":false,"createdAt":"2026-01-02T03:04:05Z","refreshedAt":"2026-01-02T03:05:05Z",\
                        "expiresAt":"2026-02-01T03:04:05Z","methods":["pwd"],"device":"Mozilla/5.0",\
                        "address":"192.0.2.7"}""".formatted(OTHER_SESSION));
    }

    @Test
    void signs_out() {
        FakeSessions sessions = signedInWithSessions();

        Answer answer = call("DELETE", SESSIONS + "/current").signedIn().send();

        assertThat(answer.status()).isEqualTo(204);
        assertThat(sessions.ended).containsExactly(new SessionId(Fixtures.SESSION_ID));
    }

    @Test
    void has_no_current_session_for_an_api_credential() {
        signedInWithSessions();

        call("DELETE", SESSIONS + "/current")
                .header("Authorization", "token lk_known:lks:right")
                .send()
                .isProblem(404, "not-found");
    }

    @Test
    void ends_one_session() {
        FakeSessions sessions = signedInWithSessions();

        Answer answer =
                call("DELETE", SESSIONS + "/" + Fixtures.SESSION_ID).signedIn().send();

        assertThat(answer.status()).isEqualTo(204);
        assertThat(sessions.ended).hasSize(1);
    }

    @Test
    void knows_no_session_that_is_somebody_elses_or_over() {
        signedInWithSessions();

        call("DELETE", SESSIONS + "/" + OTHER_SESSION).signedIn().send().isProblem(404, "not-found");
        call("DELETE", SESSIONS + "/nonsense").signedIn().send().isProblem(404, "not-found");
    }

    @Test
    void ends_all_sessions() {
        FakeSessions sessions = signedInWithSessions();

        assertThat(call("DELETE", SESSIONS).signedIn().send().status()).isEqualTo(204);
        assertThat(sessions.allEnded).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/current", "/00000000-0000-4000-8000-000000000002"})
    void needs_a_signed_in_caller_to_sign_out(String path) {
        call("DELETE", SESSIONS + path).send().isProblem(401, "not-signed-in");
    }
}
