package io.latchkey.application.session.service;

import static io.latchkey.application.testkit.Fixtures.EMAIL;
import static io.latchkey.application.testkit.Fixtures.ORIGIN;
import static io.latchkey.application.testkit.Fixtures.PHONE;
import static io.latchkey.application.testkit.Fixtures.REQUESTER;
import static io.latchkey.application.testkit.Fixtures.STRANGER_EMAIL;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.SendCodeCommand.Lookup;
import io.latchkey.application.otp.SendCodeCommand.Recipient;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.session.SignIn;
import io.latchkey.application.session.SignInCommand;
import io.latchkey.application.testkit.Concurrently;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.domain.otp.CodeFormat;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPolicy;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.otp.ResendPolicy;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.user.User;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HolderSignInTest {
    private static final OtpPurpose PURPOSE = OtpPurpose.VERIFY_CONTACT.forApp("acme");
    private static final OtpCode WRONG = new OtpCode("x");

    private TestApplication app = TestApplication.settings()
            .otp(Fixtures.otpPolicies(policy(Duration.ZERO)))
            .start();

    /** A policy that allows three guesses. */
    private static OtpPolicy policy(Duration coolDown) {
        return new OtpPolicy(
                CodeFormat.digits(6),
                Duration.ofMinutes(10),
                3,
                4,
                coolDown,
                0,
                Duration.ofHours(1),
                ResendPolicy.REUSE);
    }

    private CodeSending send(Recipient recipient) {
        return app.sendCode.send(
                SendCodeCommand.to(recipient, PURPOSE, REQUESTER).foundBy(Lookup.CONTACT));
    }

    private OtpCode codeOf(Contact contact) {
        assertThat(send(new Recipient.Whoever(contact))).isInstanceOf(CodeSending.Sent.class);
        app.deliver();
        return app.gateway.codeTo(contact);
    }

    private SignIn signIn(Contact contact, OtpCode code, boolean conceal) {
        return app.signIn.signIn(SignInCommand.ByCode.ofHolder(PURPOSE, contact, conceal, code, ORIGIN));
    }

    private static void isSignedIn(SignIn outcome) {
        assertThat(outcome).isInstanceOf(SignIn.SignedIn.class);
    }

    @Test
    void lets_a_code_sent_to_whoever_act_on_the_account_that_verified_the_contact() {
        User user = app.given(Fixtures.anyUser());
        codeOf(EMAIL);
        codeOf(STRANGER_EMAIL);
        assertThat(app.challenges()).extracting(challenge -> challenge.userId()).containsExactly(user.id(), null);
    }

    @Test
    void says_until_when_a_destination_waits() {
        app = TestApplication.settings()
                .otp(Fixtures.otpPolicies(policy(Duration.ofMinutes(3))))
                .start();
        send(new Recipient.Whoever(EMAIL));
        app.clock.advance(Duration.ofMinutes(1));
        assertThat(send(new Recipient.Whoever(EMAIL)))
                .isInstanceOfSatisfying(
                        CodeSending.Refused.class,
                        refused -> assertThat(refused.until()).isEqualTo(Fixtures.NOW.plus(Duration.ofMinutes(3))));
    }

    @Test
    void stops_whoever_asks_for_contact_after_contact() {
        app = TestApplication.settings().throttles(Fixtures.throttles(2)).start();
        Recipient stranger = new Recipient.Holder(STRANGER_EMAIL, false);
        assertThat(send(stranger)).isInstanceOf(CodeSending.UnknownAccount.class);
        assertThat(send(stranger)).isInstanceOf(CodeSending.UnknownAccount.class);
        assertThat(send(stranger)).isInstanceOf(CodeSending.Refused.class);
    }

    @Test
    void signs_in_the_account_that_verified_the_contact() {
        app.given(Fixtures.anyUser());
        isSignedIn(signIn(EMAIL, codeOf(EMAIL), false));
        isSignedIn(signIn(PHONE, codeOf(PHONE), false));
    }

    @Test
    void signs_in_once() {
        app.given(Fixtures.anyUser());
        OtpCode code = codeOf(EMAIL);
        List<SignIn> outcomes = Concurrently.run(50, () -> signIn(EMAIL, code, false));
        assertThat(outcomes)
                .filteredOn(new SignIn.WrongCode(RefusalReason.ALREADY_USED, 0)::equals)
                .hasSize(49);
    }

    @Test
    void says_that_nobody_verified_the_contact_and_leaves_its_code_good() {
        OtpCode code = codeOf(STRANGER_EMAIL);
        assertThat(signIn(STRANGER_EMAIL, code, false)).isEqualTo(new SignIn.UnknownAccount());
        assertThat(signIn(STRANGER_EMAIL, code, false)).isEqualTo(new SignIn.UnknownAccount());
        assertThat(app.challenges().get(0).attemptsLeft()).isEqualTo(3);
        assertThat(app.challenges().get(0).usedAt()).isNull();
    }

    @Test
    void stops_whoever_asks_by_guessing_who_has_an_account() {
        app = TestApplication.settings().throttles(Fixtures.throttles(1)).start();
        assertThat(signIn(STRANGER_EMAIL, WRONG, false)).isEqualTo(new SignIn.UnknownAccount());
        assertThat(signIn(STRANGER_EMAIL, WRONG, false)).isInstanceOf(SignIn.Refused.class);
    }

    @Test
    void answers_a_strangers_contact_like_an_own_one_where_accounts_are_concealed() {
        app.given(Fixtures.anyUser());
        assertThat(send(new Recipient.Holder(STRANGER_EMAIL, true))).isInstanceOf(CodeSending.Sent.class);
        assertThat(send(new Recipient.Holder(EMAIL, true))).isInstanceOf(CodeSending.Sent.class);
        for (Contact contact : List.of(EMAIL, STRANGER_EMAIL)) {
            assertThat(signIn(contact, WRONG, true)).isEqualTo(new SignIn.WrongCode(RefusalReason.WRONG_CODE, 2));
            assertThat(signIn(contact, WRONG, true)).isEqualTo(new SignIn.WrongCode(RefusalReason.WRONG_CODE, 1));
            assertThat(signIn(contact, WRONG, true)).isEqualTo(new SignIn.WrongCode(RefusalReason.WRONG_CODE, 0));
            assertThat(signIn(contact, WRONG, true)).isEqualTo(new SignIn.WrongCode(RefusalReason.LOCKED, 0));
        }
    }

    @Test
    void never_brings_back_a_contact_that_was_given_up_since_the_code_was_sent() {
        User user = app.given(Fixtures.anyUser());
        OtpCode code = codeOf(EMAIL);
        app.unitOfWork.execute(() -> {
            app.userRepository.update(app.user(user.id()).verify(STRANGER_EMAIL, app.clock.instant()));
            return user;
        });
        assertThat(signIn(EMAIL, code, true)).isEqualTo(new SignIn.WrongCode(RefusalReason.EXPIRED, 0));
        assertThat(app.user(user.id()).verifiedContacts()).containsExactly(STRANGER_EMAIL, PHONE);
    }
}
