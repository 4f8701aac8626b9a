package io.latchkey.application.session.service;

import static io.latchkey.application.testkit.Fixtures.EMAIL;
import static io.latchkey.application.testkit.Fixtures.ORIGIN;
import static io.latchkey.application.testkit.Fixtures.PASSWORD;
import static io.latchkey.application.testkit.Fixtures.REQUESTER;
import static io.latchkey.application.testkit.Fixtures.USERNAME;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.session.SecondFactorPrompt;
import io.latchkey.application.session.SignIn;
import io.latchkey.application.session.SignInCommand;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.SecondFactor;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tests a second factor that sends nothing and is registered by one line. */
class SecondFactorsTest {
    private static final OtpCode OWN_CODE = new OtpCode("424242");
    private static final OtpCode WRONG_CODE = new OtpCode("131313");

    private final OwnCodeFactor factor = new OwnCodeFactor(OWN_CODE, this::now, this::find);
    private final TestApplication app =
            TestApplication.settings().secondFactor(factor).start();

    private Instant now() {
        return app.clock.instant();
    }

    private Optional<User> find(UserId id) {
        return app.userRepository.find(id);
    }

    private User givenUser(SecondFactor sentTo) {
        return app.given(Fixtures.anyUser()
                .withPassword(app.hasher.currentHash(PASSWORD), Fixtures.NOW)
                .withSecondFactor(sentTo, Fixtures.NOW));
    }

    private User givenEnrolled() {
        User user = givenUser(SecondFactor.NONE);
        factor.enrol(user);
        return user;
    }

    private SignIn signIn() {
        return app.signIn.signIn(SignInCommand.ByPassword.of(new LoginName.ByUsername(USERNAME), PASSWORD, ORIGIN));
    }

    private SecondFactorPrompt prompt() {
        return ((SignIn.SecondFactorNeeded) signIn()).prompt();
    }

    private OtpChallengeId asked() {
        return ((SecondFactorPrompt.OwnCode) prompt()).id();
    }

    private SignIn answer(OtpChallengeId id, OtpCode code) {
        return app.signIn.signIn(SignInCommand.ByCode.of(id, code, ORIGIN));
    }

    @Test
    void asks_for_the_code_the_person_has_and_sends_nothing() {
        givenEnrolled();
        assertThat(prompt()).isInstanceOfSatisfying(SecondFactorPrompt.OwnCode.class, own -> {
            assertThat(own.method()).isEqualTo("own");
            assertThat(own.expiresAt()).isEqualTo(Fixtures.NOW.plus(Duration.ofMinutes(5)));
        });
        assertThat(app.outbox()).isEmpty();
        assertThat(app.challenges()).isEmpty();
        assertThat(app.audit.events()).contains(AuditTrail.Event.SECOND_FACTOR_ASKED);
    }

    @Test
    void signs_in_with_the_code_the_person_has_once() {
        User user = givenEnrolled();
        OtpChallengeId asked = asked();
        SignIn.SignedIn signedIn = (SignIn.SignedIn) answer(asked, OWN_CODE);
        assertThat(signedIn.user().id()).isEqualTo(user.id());
        assertThat(app.unitOfWork
                        .read(() -> app.sessionRepository.find(signedIn.tokens().sessionId()))
                        .orElseThrow()
                        .session()
                        .methods())
                .containsExactly("pwd", "otp", "mfa");
        assertThat(answer(asked, OWN_CODE)).isEqualTo(new SignIn.WrongCode(RefusalReason.LOCKED, 0));
    }

    @Test
    void counts_wrong_answers() {
        givenEnrolled();
        OtpChallengeId asked = asked();
        for (int left = 2; left >= 0; left--) {
            assertThat(answer(asked, WRONG_CODE)).isEqualTo(new SignIn.WrongCode(RefusalReason.WRONG_CODE, left));
        }
        assertThat(answer(asked, OWN_CODE)).isEqualTo(new SignIn.WrongCode(RefusalReason.LOCKED, 0));
    }

    @Test
    void opens_no_session_by_a_sent_code_alone_for_an_account_that_chose_it() {
        givenEnrolled();
        OtpChallenge sent = ((CodeSending.Sent)
                        app.sendCode.send(SendCodeCommand.asked(OtpPurpose.SIGN_IN, EMAIL, REQUESTER)))
                .challenge()
                .challenge();
        app.deliver();
        assertThat(answer(sent.id(), app.gateway.codeTo(EMAIL))).isEqualTo(new SignIn.PasswordNeeded());
    }

    @Test
    void sends_a_code_to_an_account_that_chose_that() {
        givenUser(SecondFactor.EMAIL);
        OtpChallenge sent = TestApplication.sentCode(signIn());
        app.deliver();
        assertThat(answer(sent.id(), app.gateway.codeTo(EMAIL))).isInstanceOf(SignIn.SignedIn.class);
    }
}
