package io.latchkey.application.otp.service;

import static io.latchkey.application.testkit.Fixtures.EMAIL;
import static io.latchkey.application.testkit.Fixtures.ORIGIN;
import static io.latchkey.application.testkit.Fixtures.PHONE;
import static io.latchkey.application.testkit.Fixtures.REQUESTER;
import static io.latchkey.application.testkit.Fixtures.STRANGER_EMAIL;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.account.ResetPasswordCommand;
import io.latchkey.application.account.ResetPasswordCommand.Entitlement;
import io.latchkey.application.account.ResetPasswordUseCase.PasswordReset;
import io.latchkey.application.otp.ChallengeRef;
import io.latchkey.application.otp.CheckCodeCommand;
import io.latchkey.application.otp.CheckCodeCommand.Effect;
import io.latchkey.application.otp.CheckCodeUseCase.CodeCheck;
import io.latchkey.application.otp.Gain;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.SendCodeCommand.Lookup;
import io.latchkey.application.otp.SendCodeCommand.Recipient;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.testkit.Concurrently;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.message.DeliveryState;
import io.latchkey.domain.otp.CodeFormat;
import io.latchkey.domain.otp.CodeReference;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPolicy;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.otp.ResendPolicy;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import io.latchkey.domain.user.UserStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Codes for callers who are told exactly what came of them: who gets one, how it is found again, what it does. */
class CodeSendingTest {
    private static final String APP = "acme";
    private static final OtpPurpose VERIFY = OtpPurpose.VERIFY_CONTACT.forApp(APP);
    private static final OtpPurpose RESET = OtpPurpose.RESET_PASSWORD.forApp(APP);

    private TestApplication app = with(6);

    /** Codes of so many digits, three guesses each, no cool-down. */
    private static TestApplication with(int digits) {
        OtpPolicy policy = new OtpPolicy(
                CodeFormat.digits(digits),
                Duration.ofMinutes(5),
                3,
                4,
                Duration.ZERO,
                0,
                Duration.ofHours(1),
                ResendPolicy.REUSE);
        return TestApplication.settings().otp(Fixtures.otpPolicies(policy)).start();
    }

    private CodeSending send(OtpPurpose purpose, Recipient recipient, Lookup lookup, boolean reuse) {
        SendCodeCommand command =
                SendCodeCommand.to(recipient, purpose, REQUESTER).foundBy(lookup);
        return app.sendCode.send(reuse ? command.reusing() : command);
    }

    private CodeSending sendAwaited(Contact contact) {
        return app.sendCode.send(SendCodeCommand.to(new Recipient.Anybody(contact), VERIFY, REQUESTER)
                .awaited(Duration.ofSeconds(10)));
    }

    private static OtpChallenge sent(CodeSending outcome) {
        return ((CodeSending.Sent) outcome).challenge().challenge();
    }

    private OtpCode delivered(Contact contact) {
        app.deliver();
        return app.gateway.codeTo(contact);
    }

    private static OtpCode wrong(OtpCode right) {
        return new OtpCode(
                right.value().startsWith("0")
                        ? "1" + right.value().substring(1)
                        : "0" + right.value().substring(1));
    }

    private CodeCheck check(ChallengeRef ref, OtpPurpose purpose, OtpCode guess, Effect effect) {
        return app.checkCode.check(CheckCodeCommand.of(ref, purpose, guess, effect, ORIGIN));
    }

    private static CodeCheck wrong(RefusalReason reason, int left) {
        return new CodeCheck.Wrong(reason, left, reason == RefusalReason.UNKNOWN_CHALLENGE ? 0 : 3);
    }

    @Test
    void sends_to_anybody_on_behalf_of_nobody() {
        app.given(Fixtures.anyUser());
        assertThat(sent(send(VERIFY, new Recipient.Anybody(EMAIL), Lookup.CONTACT, false))
                        .userId())
                .isNull();
    }

    @Test
    void sends_to_a_newcomer_only() {
        app.given(Fixtures.anyUser());
        assertThat(send(VERIFY, new Recipient.Newcomer(EMAIL), Lookup.CONTACT, false))
                .isEqualTo(new CodeSending.ContactTaken());
        assertThat(send(VERIFY, new Recipient.Newcomer(STRANGER_EMAIL), Lookup.CONTACT, false))
                .isInstanceOf(CodeSending.Sent.class);
    }

    @Test
    void sends_to_the_holder_of_a_contact_and_says_when_there_is_none() {
        User user = app.given(Fixtures.anyUser());
        assertThat(sent(send(RESET, new Recipient.Holder(EMAIL, false), Lookup.ID_ONLY, false))
                        .userId())
                .isEqualTo(user.id());
        assertThat(send(RESET, new Recipient.Holder(STRANGER_EMAIL, false), Lookup.ID_ONLY, false))
                .isEqualTo(new CodeSending.UnknownAccount());
        assertThat(app.outbox()).hasSize(1);
    }

    @Test
    void takes_a_disabled_account_for_none() {
        app.given(Fixtures.withStatus(Fixtures.anyUser(), UserStatus.DISABLED));
        assertThat(send(RESET, new Recipient.Holder(EMAIL, false), Lookup.ID_ONLY, false))
                .isEqualTo(new CodeSending.UnknownAccount());
    }

    @Test
    void conceals_that_a_contact_has_no_holder() {
        OtpChallenge decoy = sent(send(RESET, new Recipient.Holder(STRANGER_EMAIL, true), Lookup.ID_ONLY, false));
        app.deliver();
        assertThat(decoy.decoy()).isTrue();
        assertThat(app.gateway.messages()).isEmpty();
        OtpCode right = app.codes.derive(CodeReference.currentOf(decoy), ContactKind.EMAIL);
        assertThat(check(new ChallengeRef.ById(decoy.id()), RESET, right, new Effect.Spend()))
                .isEqualTo(wrong(RefusalReason.WRONG_CODE, 2));
    }

    @Test
    void sends_to_the_contact_an_account_has() {
        User user = app.given(Fixtures.anyUser().remove(ContactKind.PHONE, Fixtures.NOW));
        assertThat(sent(send(RESET, new Recipient.AccountsOwn(user.id(), ContactKind.EMAIL), Lookup.ACCOUNT, false))
                        .contact())
                .isEqualTo(EMAIL);
        assertThat(send(RESET, new Recipient.AccountsOwn(user.id(), ContactKind.PHONE), Lookup.ACCOUNT, false))
                .isEqualTo(new CodeSending.NoSuchContact());
        UserId nobody = new UserId(new UUID(9, 9));
        assertThat(send(RESET, new Recipient.AccountsOwn(nobody, ContactKind.PHONE), Lookup.ACCOUNT, false))
                .isEqualTo(new CodeSending.UnknownAccount());
    }

    @Test
    void finds_the_newest_challenge_of_a_contact_and_voids_the_one_before() {
        OtpChallenge first = sent(send(VERIFY, new Recipient.Anybody(EMAIL), Lookup.CONTACT, false));
        OtpCode old = delivered(EMAIL);
        send(VERIFY, new Recipient.Anybody(EMAIL), Lookup.CONTACT, false);
        OtpCode fresh = delivered(EMAIL);
        ChallengeRef byContact = new ChallengeRef.ByContact(VERIFY, EMAIL);
        assertThat(check(new ChallengeRef.ById(first.id()), VERIFY, old, new Effect.Spend()))
                .isEqualTo(wrong(RefusalReason.EXPIRED, 3));
        assertThat(check(byContact, VERIFY, old, new Effect.Spend())).isEqualTo(wrong(RefusalReason.WRONG_CODE, 2));
        assertThat(check(byContact, VERIFY, fresh, new Effect.Spend())).isInstanceOf(CodeCheck.Right.class);
        assertThat(check(byContact, VERIFY, fresh, new Effect.Spend())).isEqualTo(wrong(RefusalReason.ALREADY_USED, 0));
    }

    @Test
    void sends_a_pending_code_again_unchanged_where_that_is_wished() {
        OtpChallenge first = sent(send(VERIFY, new Recipient.Anybody(EMAIL), Lookup.CONTACT, true));
        OtpCode code = delivered(EMAIL);
        check(new ChallengeRef.ById(first.id()), VERIFY, wrong(code), new Effect.Spend());
        app.clock.advance(Duration.ofMinutes(1));
        OtpChallenge again = sent(send(VERIFY, new Recipient.Anybody(EMAIL), Lookup.CONTACT, true));
        assertThat(again.id()).isEqualTo(first.id());
        assertThat(again.expiresAt()).isEqualTo(first.expiresAt());
        assertThat(again.attemptsLeft()).isEqualTo(2);
        assertThat(delivered(EMAIL)).isEqualTo(code);
    }

    @Test
    void makes_a_new_code_when_the_pending_one_is_used_up_or_expired() {
        OtpChallenge first = sent(send(VERIFY, new Recipient.Anybody(EMAIL), Lookup.CONTACT, true));
        app.clock.advance(Duration.ofMinutes(5));
        OtpChallenge second = sent(send(VERIFY, new Recipient.Anybody(EMAIL), Lookup.CONTACT, true));
        OtpCode code = delivered(EMAIL);
        for (int i = 0; i < 3; i++) {
            check(new ChallengeRef.ById(second.id()), VERIFY, wrong(code), new Effect.Spend());
        }
        OtpChallenge third = sent(send(VERIFY, new Recipient.Anybody(EMAIL), Lookup.CONTACT, true));
        assertThat(List.of(first.id(), second.id(), third.id())).doesNotHaveDuplicates();
    }

    @Test
    void finds_a_challenge_by_its_code_alone() {
        User user = app.given(Fixtures.anyUser());
        app.given(Fixtures.otherUser());
        send(RESET, new Recipient.Holder(STRANGER_EMAIL, false), Lookup.CODE, false);
        send(RESET, new Recipient.Holder(EMAIL, false), Lookup.CODE, false);
        CodeCheck outcome = check(new ChallengeRef.ByCode(RESET), RESET, delivered(EMAIL), new Effect.Keep());
        assertThat(((CodeCheck.Right) outcome).user().map(User::id)).contains(user.id());
        assertThat(check(new ChallengeRef.ByCode(VERIFY), VERIFY, delivered(EMAIL), new Effect.Keep()))
                .isEqualTo(wrong(RefusalReason.UNKNOWN_CHALLENGE, 0));
    }

    @Test
    void never_gives_one_code_to_two_pending_challenges_found_by_it() {
        // Four digits and 150 challenges: the chance that chance alone keeps them apart is one in three.
        app = TestApplication.settings()
                .otp(Fixtures.otpPolicies(new OtpPolicy(
                        new CodeFormat(4, CodeFormat.DIGITS, true),
                        Duration.ofMinutes(5),
                        3,
                        4,
                        Duration.ZERO,
                        0,
                        Duration.ofHours(1),
                        ResendPolicy.REUSE)))
                .start();
        for (int i = 0; i < 150; i++) {
            send(RESET, new Recipient.Anybody(EMAIL), Lookup.CODE, false);
        }
        app.deliver();
        assertThat(app.gateway.messages().stream()
                        .map(message -> message.code().orElseThrow())
                        .toList())
                .hasSize(150)
                .doesNotHaveDuplicates();
    }

    @Test
    void leaves_a_code_good_that_was_only_looked_at_and_counts_wrong_looks() {
        User user = app.given(Fixtures.anyUser());
        send(RESET, new Recipient.Holder(EMAIL, false), Lookup.ACCOUNT, false);
        OtpCode code = delivered(EMAIL);
        ChallengeRef ref = new ChallengeRef.ByAccount(RESET, user.id());
        for (int i = 0; i < 5; i++) {
            assertThat(check(ref, RESET, code, new Effect.Keep())).isInstanceOf(CodeCheck.Right.class);
        }
        assertThat(check(ref, RESET, wrong(code), new Effect.Keep())).isEqualTo(wrong(RefusalReason.WRONG_CODE, 2));
        assertThat(check(ref, RESET, wrong(code), new Effect.Keep())).isEqualTo(wrong(RefusalReason.WRONG_CODE, 1));
        assertThat(check(ref, RESET, wrong(code), new Effect.Keep())).isEqualTo(wrong(RefusalReason.WRONG_CODE, 0));
        assertThat(check(ref, RESET, code, new Effect.Keep())).isEqualTo(wrong(RefusalReason.LOCKED, 0));
    }

    @Test
    void takes_no_code_for_another_app_or_purpose() {
        OtpChallenge challenge = sent(send(VERIFY, new Recipient.Anybody(EMAIL), Lookup.ID_ONLY, false));
        OtpCode code = delivered(EMAIL);
        ChallengeRef ref = new ChallengeRef.ById(challenge.id());
        assertThat(check(ref, OtpPurpose.VERIFY_CONTACT, code, new Effect.Spend()))
                .isEqualTo(wrong(RefusalReason.OTHER_PURPOSE, 3));
        assertThat(check(ref, OtpPurpose.VERIFY_CONTACT.forApp("other"), code, new Effect.Spend()))
                .isEqualTo(wrong(RefusalReason.OTHER_PURPOSE, 3));
    }

    @Test
    void verifies_the_contact_of_the_account_it_was_sent_for() {
        User user = app.given(Fixtures.anyUser().remove(ContactKind.PHONE, Fixtures.NOW));
        OtpChallenge challenge = sent(send(VERIFY, new Recipient.Account(user.id(), PHONE), Lookup.ID_ONLY, false));
        check(new ChallengeRef.ById(challenge.id()), VERIFY, delivered(PHONE), new Effect.VerifyContact());
        assertThat(app.user(user.id()).hasVerified(PHONE)).isTrue();
    }

    @Test
    void says_that_another_account_verified_the_contact_first() {
        User user = app.given(Fixtures.anyUser().remove(ContactKind.PHONE, Fixtures.NOW));
        OtpChallenge challenge =
                sent(send(VERIFY, new Recipient.Account(user.id(), Fixtures.STRANGER_PHONE), Lookup.ID_ONLY, false));
        OtpCode code = delivered(Fixtures.STRANGER_PHONE);
        app.given(Fixtures.otherUser());
        assertThat(check(new ChallengeRef.ById(challenge.id()), VERIFY, code, new Effect.VerifyContact()))
                .isEqualTo(new CodeCheck.ContactTaken());
    }

    @Test
    void makes_a_validation_that_is_spent_once_and_in_time() {
        send(VERIFY, new Recipient.Anybody(EMAIL), Lookup.CONTACT, false);
        check(
                new ChallengeRef.ByContact(VERIFY, EMAIL),
                VERIFY,
                delivered(EMAIL),
                new Effect.Validate(APP, Duration.ofMinutes(30)));
        app.clock.advance(Duration.ofMinutes(30).minusMillis(1));
        assertThat(app.unitOfWork.<Boolean>read(() -> app.tickets.isValidated("other", EMAIL)))
                .isFalse();
        List<Boolean> spent =
                Concurrently.run(10, () -> app.unitOfWork.execute(() -> app.tickets.spendValidation(APP, EMAIL)));
        assertThat(spent).containsOnlyOnce(true);
    }

    @Test
    void forgets_a_validation_in_time() {
        app.unitOfWork.execute(() -> {
            app.tickets.validate(APP, EMAIL, Duration.ofMinutes(30));
            return true;
        });
        app.clock.advance(Duration.ofMinutes(30));
        assertThat(app.unitOfWork.<Boolean>execute(() -> app.tickets.spendValidation(APP, EMAIL)))
                .isFalse();
    }

    @Test
    void makes_a_key_that_resets_the_password_once() {
        User user = app.given(Fixtures.anyUser());
        String key = resetKey(user);
        assertThat(key).matches("[A-Za-z0-9]{32}");
        assertThat(reset("other", key)).isEqualTo(new PasswordReset.Wrong(RefusalReason.UNKNOWN_CHALLENGE, 0));
        assertThat(reset(APP, key)).isEqualTo(new PasswordReset.Accepted());
        assertThat(reset(APP, key)).isEqualTo(new PasswordReset.Wrong(RefusalReason.UNKNOWN_CHALLENGE, 0));
        assertThat(app.user(user.id()).passwordHash()).isNotNull();
    }

    @Test
    void takes_an_older_key_or_a_late_one_for_none() {
        User user = app.given(Fixtures.anyUser());
        String older = resetKey(user);
        String newer = resetKey(user);
        assertThat(reset(APP, older)).isEqualTo(new PasswordReset.Wrong(RefusalReason.UNKNOWN_CHALLENGE, 0));
        app.clock.advance(Duration.ofMinutes(10));
        assertThat(reset(APP, newer)).isEqualTo(new PasswordReset.Wrong(RefusalReason.UNKNOWN_CHALLENGE, 0));
    }

    private String resetKey(User user) {
        OtpChallenge challenge = sent(send(RESET, new Recipient.Holder(EMAIL, false), Lookup.ID_ONLY, false));
        CodeCheck outcome = check(
                new ChallengeRef.ById(challenge.id()),
                RESET,
                delivered(EMAIL),
                new Effect.MakeResetKey(APP, Duration.ofMinutes(10)));
        assertThat(((CodeCheck.Right) outcome).user().map(User::id)).contains(user.id());
        return ((Gain.ResetKey) ((CodeCheck.Right) outcome).gain()).key();
    }

    private PasswordReset reset(String name, String key) {
        return app.resetPassword.reset(
                new ResetPasswordCommand(new Entitlement.ByResetKey(name, key), Fixtures.PASSWORD));
    }

    @Test
    void resets_by_a_code_that_is_found_by_itself() {
        User user = app.given(Fixtures.anyUser());
        send(RESET, new Recipient.Holder(EMAIL, false), Lookup.CODE, false);
        OtpCode code = delivered(EMAIL);
        Entitlement byCode = new Entitlement.ByCode(new ChallengeRef.ByCode(RESET), RESET, code, ORIGIN);
        assertThat(app.resetPassword.reset(new ResetPasswordCommand(byCode, Fixtures.PASSWORD)))
                .isEqualTo(new PasswordReset.Accepted());
        assertThat(app.resetPassword.reset(new ResetPasswordCommand(byCode, Fixtures.OTHER_PASSWORD)))
                .isInstanceOf(PasswordReset.Wrong.class);
        assertThat(app.user(user.id()).passwordHash()).isNotNull();
    }

    @Test
    void waits_until_the_message_was_accepted() {
        app.pause.meanwhile(app::deliver);
        assertThat(sendAwaited(EMAIL)).isInstanceOf(CodeSending.Sent.class);
        assertThat(app.gateway.messagesTo(EMAIL)).hasSize(1);
    }

    @Test
    void says_that_the_first_try_failed_and_tries_no_more() {
        for (DeliveryOutcome refusal : List.of(
                new DeliveryOutcome.Rejected("bad number"),
                new DeliveryOutcome.Deferred("busy", Optional.empty()),
                new DeliveryOutcome.Unknown("time-out"))) {
            app = with(6);
            app.gateway.answer(refusal);
            app.pause.meanwhile(app::deliver);
            assertThat(sendAwaited(EMAIL)).isEqualTo(new CodeSending.NotDelivered());
            app.clock.advance(Duration.ofMinutes(2));
            app.deliver();
            assertThat(app.gateway.messages()).hasSize(1);
            assertThat(app.outbox().get(0).state()).isEqualTo(DeliveryState.FAILED);
            OtpChallenge challenge = app.challenges().get(0);
            assertThat(check(
                            new ChallengeRef.ById(challenge.id()),
                            VERIFY,
                            app.gateway.codeTo(EMAIL),
                            new Effect.Spend()))
                    .isEqualTo(wrong(RefusalReason.EXPIRED, 3));
        }
    }

    @Test
    void waits_no_longer_than_it_is_told() {
        assertThat(sendAwaited(EMAIL)).isInstanceOf(CodeSending.Sent.class);
        assertThat(app.clock.instant()).isBetween(Fixtures.NOW.plusSeconds(10), Fixtures.NOW.plusSeconds(11));
        assertThat(delivered(EMAIL)).isNotNull();
    }

    @Test
    void issues_one_challenge_per_contact_to_many_at_once() {
        List<CodeSending> outcomes =
                Concurrently.run(20, () -> send(VERIFY, new Recipient.Anybody(EMAIL), Lookup.CONTACT, true));
        // The policy allows four messages; then a new challenge takes over, and so on.
        assertThat(outcomes).allMatch(CodeSending.Sent.class::isInstance);
        assertThat(app.challenges()).hasSize(5);
        assertThat(app.challenges().stream()
                        .filter(challenge -> challenge.expiresAt().isAfter(app.clock.instant())))
                .hasSize(1);
    }
}
