package io.latchkey.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.latchkey.application.account.ForgotPasswordUseCase;
import io.latchkey.application.account.ResetPasswordCommand;
import io.latchkey.application.account.ResetPasswordCommand.Entitlement;
import io.latchkey.application.account.ResetPasswordUseCase;
import io.latchkey.application.account.ResetPasswordUseCase.PasswordReset;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.Password;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordResourceTest extends ApiTest {
    private static final String FORGOT = "/api/v1/password/forgot";
    private static final String RESET = "/api/v1/password/reset";
    private static final String BY_CODE = """
                    {"otpId":"%s","code":"123456","newPassword":"correct horse"}""".formatted(Fixtures.OTP_ID);

    private final AtomicReference<ResetPasswordCommand> reset = new AtomicReference<>();

    private void resetAnswers(PasswordReset outcome) {
        useCases.put(ResetPasswordUseCase.class, Fixtures.resetting(command -> {
            reset.set(command);
            return outcome;
        }));
    }

    @Test
    void answers_the_forgetful_with_a_challenge_that_hides_their_contact() {
        AtomicReference<LoginName> seen = new AtomicReference<>();
        useCases.put(ForgotPasswordUseCase.class, (purpose, login, requester) -> {
            seen.set(login);
            return new CodeSending.Sent(Fixtures.challenge(true));
        });

        JsonNode challenge = post(FORGOT, """
                        {"login":"ada"}""").send().isJson(202).json();

        assertThat(challenge.path("id").asText()).isEqualTo(Fixtures.OTP_ID);
        assertThat(challenge.get("channel").isNull()).isTrue();
        assertThat(challenge.get("destination").isNull()).isTrue();
        assertThat(seen.get().key()).isEqualTo("username:ada");
    }

    @Test
    void throttles_the_forgetful() {
        useCases.put(
                ForgotPasswordUseCase.class,
                (purpose, login, requester) -> new CodeSending.Refused(Fixtures.THROTTLED, Fixtures.NOW));

        post(FORGOT, """
                {"login":"ada"}""").send().isThrottled();
    }

    @Test
    void resets_by_code() {
        resetAnswers(new PasswordReset.Accepted(Optional.empty()));

        assertThat(post(RESET, BY_CODE).send().status()).isEqualTo(204);

        ClientOrigin origin = ((Entitlement.ByCode) reset.get().entitlement()).origin();
        assertThat(origin.address()).isEqualTo("192.0.2.1");
        assertThat(reset.get())
                .isEqualTo(new ResetPasswordCommand(
                        new Entitlement.ByCode(OtpChallengeId.parse(Fixtures.OTP_ID), new OtpCode("123456"), origin),
                        new Password("correct horse")));
    }

    @Test
    void resets_by_link() {
        resetAnswers(new PasswordReset.Accepted(Optional.empty()));

        assertThat(post(RESET, """
                {"token":"out-of-the-mail","newPassword":"correct horse"}""").send().status()).isEqualTo(204);

        assertThat(((Entitlement.ByLink) reset.get().entitlement()).token()).isEqualTo("out-of-the-mail");
    }

    @Test
    void refuses_a_wrong_code() {
        resetAnswers(new PasswordReset.Wrong(RefusalReason.WRONG_CODE, 2));

        JsonNode problem =
                post(RESET, BY_CODE).send().isProblem(422, "otp-refused").json();

        assertThat(problem.path("attemptsLeft").asInt()).isEqualTo(2);
    }

    @Test
    void tells_when_the_guesses_are_used_up() {
        resetAnswers(new PasswordReset.Wrong(RefusalReason.LOCKED, 0));

        post(RESET, BY_CODE).send().isProblem(429, "otp-locked");
    }

    @ParameterizedTest
    @ValueSource(strings = {"""
                        {"newPassword":"x"}""", """
                        {"otpId":"ffffffff-ffff-ffff-ffff-ffffffffffff","newPassword":"x"}""", """
                        {"token":"t","code":"1","newPassword":"x"}""", """
                        {"token":"t"}"""})
    void refuses_half_and_mixed_bodies(String body) {
        post(RESET, body).send().isProblem(400, "invalid-request");
    }
}
