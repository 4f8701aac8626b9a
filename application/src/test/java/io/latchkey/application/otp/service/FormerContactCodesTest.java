package io.latchkey.application.otp.service;

import static io.latchkey.application.testkit.Fixtures.EMAIL;
import static io.latchkey.application.testkit.Fixtures.ORIGIN;
import static io.latchkey.application.testkit.Fixtures.REQUESTER;
import static io.latchkey.application.testkit.Fixtures.STRANGER_EMAIL;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.otp.ChallengeRef;
import io.latchkey.application.otp.CheckCodeCommand;
import io.latchkey.application.otp.CheckCodeCommand.Effect;
import io.latchkey.application.otp.CheckCodeUseCase.CodeCheck;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.session.SignIn;
import io.latchkey.application.session.SignInCommand;
import io.latchkey.application.testkit.CodeOwner;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.application.throttle.Blocked;
import io.latchkey.application.throttle.CodesUsedUp;
import io.latchkey.application.throttle.TooSoon;
import io.latchkey.domain.delivery.OutboxMessage;
import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.otp.CodeFormat;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPolicy;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.otp.ResendPolicy;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.testkit.DomainFixtures;
import io.latchkey.domain.user.OwnContact;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserStatus;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Codes to the contact that an account had before: what they prove, and all that they do not open. */
class FormerContactCodesTest {
    private static final OtpPurpose PURPOSE = OtpPurpose.VERIFY_CONTACT.forApp("sunbird");
    private static final EmailAddress PRESENT = new EmailAddress("countess@example.org");

    private final TestApplication app = TestApplication.settings()
            .otp(Fixtures.otpPolicies(new OtpPolicy(
                    CodeFormat.digits(6),
                    Duration.ofMinutes(10),
                    2,
                    10,
                    Duration.ZERO,
                    4,
                    Duration.ofDays(1),
                    ResendPolicy.REUSE)))
            .start();

    private final User user = app.given(Fixtures.anyUser().verify(PRESENT, Fixtures.NOW));
    private final CodeOwner former = CodeOwner.account(user.id(), OwnContact.FORMER_EMAIL);

    private CodeSending send(CodeOwner owner) {
        return app.sendCode.send(owner.send(PURPOSE, REQUESTER));
    }

    private OtpChallenge sent(CodeOwner owner) {
        return ((CodeSending.Sent) send(owner)).challenge().challenge();
    }

    private CodeCheck check(CodeOwner owner, OtpCode guess) {
        return app.checkCode.check(owner.check(PURPOSE, guess, REQUESTER));
    }

    private OtpCode delivered() {
        app.deliver();
        return app.gateway.codeTo(EMAIL);
    }

    private static OtpCode wrong(OtpCode right) {
        return new OtpCode(right.value().equals("000000") ? "000001" : "000000");
    }

    private void change(User owner, UnaryOperator<User> change) {
        app.unitOfWork.execute(() -> {
            app.userRepository.update(change.apply(app.user(owner.id())));
            return true;
        });
    }

    @Test
    void reaches_the_contact_before_the_present_one_and_is_good_once() {
        assertThat(sent(former).contact()).isEqualTo(EMAIL);
        OtpCode code = delivered();
        assertThat(check(former, code)).isInstanceOf(CodeCheck.Right.class);
        assertThat(((CodeCheck.Wrong) check(former, code)).reason()).isNotEqualTo(RefusalReason.WRONG_CODE);
    }

    @Test
    void changes_nothing_and_names_no_account() {
        assertThat(sent(former).userId()).isNull();
        CodeCheck.Right right = (CodeCheck.Right) check(former, delivered());
        assertThat(right.user()).isEmpty();
        assertThat(app.user(user.id())).isEqualTo(user);
        assertThat(app.userBy(new LoginName.ByContact(EMAIL))).isEmpty();
    }

    @Test
    void signs_in_nobody_and_adopts_no_contact_whatever_it_is_tried_for() {
        OtpChallenge challenge = sent(former);
        OtpCode code = delivered();
        for (OtpPurpose purpose : List.of(OtpPurpose.SIGN_IN, OtpPurpose.VERIFY_CONTACT, PURPOSE)) {
            SignIn outcome = app.signIn.signIn(
                    SignInCommand.ByCode.of(new ChallengeRef.ById(challenge.id()), purpose, code, ORIGIN));
            assertThat(outcome).as(purpose.value()).isNotInstanceOf(SignIn.SignedIn.class);
        }
        app.checkCode.check(CheckCodeCommand.of(
                new ChallengeRef.ById(challenge.id()),
                OtpPurpose.VERIFY_CONTACT,
                code,
                new Effect.VerifyContact(),
                ORIGIN));
        assertThat(app.user(user.id())).isEqualTo(user);
    }

    @Test
    void tells_the_verified_contacts_of_the_owner() {
        send(former);
        app.deliver();
        assertThat(app.outbox())
                .filteredOn(message -> message.kind() == MessageKind.RECOVERY_STARTED)
                .extracting(OutboxMessage::contact)
                .contains(PRESENT)
                .doesNotContain(EMAIL);
    }

    @ParameterizedTest
    @EnumSource(
            value = OwnContact.class,
            names = {"FORMER_EMAIL", "FORMER_PHONE"})
    void goes_to_nobody_where_the_account_had_no_other_contact(OwnContact which) {
        User fresh = app.given(Fixtures.otherUser());
        CodeOwner owner = CodeOwner.account(fresh.id(), which);
        assertThat(send(owner)).isInstanceOf(CodeSending.NoSuchContact.class);
        assertThat(check(owner, new OtpCode("123456"))).isInstanceOf(CodeCheck.NoSuchContact.class);
        assertThat(app.challenges()).isEmpty();
    }

    @Test
    void goes_to_nobody_of_a_disabled_account() {
        User disabled = Fixtures.user(3, "Dis", new EmailAddress("dis@example.org"), Fixtures.STRANGER_PHONE);
        app.given(DomainFixtures.withStatus(
                disabled.verify(new EmailAddress("dis@example.com"), Fixtures.NOW), UserStatus.DISABLED));
        assertThat(send(CodeOwner.account(disabled.id(), OwnContact.FORMER_EMAIL)))
                .isInstanceOf(CodeSending.UnknownAccount.class);
    }

    @Test
    void is_no_way_in_once_another_account_verified_the_contact_even_after_a_code_was_sent() {
        send(former);
        OtpCode code = delivered();
        User next = app.given(Fixtures.user(4, "Next", EMAIL, Fixtures.STRANGER_PHONE));
        assertThat(check(former, code)).isInstanceOf(CodeCheck.NoSuchContact.class);
        assertThat(send(former)).isInstanceOf(CodeSending.NoSuchContact.class);
        change(next, owner -> owner.remove(ContactKind.EMAIL, Fixtures.NOW));
        assertThat(send(former)).isInstanceOf(CodeSending.NoSuchContact.class);
    }

    @Test
    void follows_the_account_to_its_next_former_contact() {
        send(former);
        OtpCode code = delivered();
        change(user, owner -> owner.verify(STRANGER_EMAIL, Fixtures.NOW));
        assertThat(check(former, code)).isInstanceOf(CodeCheck.Wrong.class);
        assertThat(sent(former).contact()).isEqualTo(PRESENT);
    }

    /** Why no code was sent. */
    private static TooSoon refusal(CodeSending outcome) {
        return ((CodeSending.Refused) outcome).why();
    }

    @Test
    void has_the_limit_and_the_block_of_the_contact_and_leaves_the_present_one_alone() {
        for (int codes = 0; codes < 4; codes++) {
            sent(former);
        }
        assertThat(refusal(send(former))).isInstanceOf(CodesUsedUp.class);
        assertThat(refusal(send(former))).isInstanceOf(Blocked.class);
        assertThat(refusal(send(CodeOwner.newcomer(EMAIL)))).isInstanceOf(Blocked.class);
        assertThat(send(CodeOwner.account(user.id(), OwnContact.EMAIL))).isInstanceOf(CodeSending.Sent.class);
    }

    @Test
    void is_blocked_after_the_last_wrong_guess() {
        send(former);
        OtpCode right = delivered();
        check(former, wrong(right));
        assertThat(check(former, wrong(right))).isEqualTo(new CodeCheck.Wrong(RefusalReason.WRONG_CODE, 0, 2));
        assertThat(((CodeCheck.Wrong) check(former, right)).reason()).isEqualTo(RefusalReason.LOCKED);
        assertThat(refusal(send(former))).isInstanceOf(Blocked.class);
        assertThat(send(CodeOwner.account(user.id(), OwnContact.EMAIL))).isInstanceOf(CodeSending.Sent.class);
    }

    @Test
    void feels_the_block_that_others_put_on_the_contact() {
        CodeOwner newcomer = CodeOwner.newcomer(EMAIL);
        for (int codes = 0; codes < 5; codes++) {
            send(newcomer);
        }
        assertThat(refusal(send(former))).isInstanceOf(Blocked.class);
    }

    @Test
    void is_erased_with_the_account() {
        OtpChallenge challenge = sent(former);
        app.unitOfWork.execute(() -> {
            app.userRepository.delete(user.id());
            return true;
        });
        assertThat(app.challenges()).doesNotContain(challenge);
        assertThat(app.outbox()).extracting(OutboxMessage::contact).doesNotContain(EMAIL);
        assertThat(send(former)).isInstanceOf(CodeSending.UnknownAccount.class);
    }
}
