package io.latchkey.application.otp.service;

import static io.latchkey.application.testkit.Fixtures.EMAIL;
import static io.latchkey.application.testkit.Fixtures.ORIGIN;
import static io.latchkey.application.testkit.Fixtures.PHONE;
import static io.latchkey.application.testkit.Fixtures.REQUESTER;
import static io.latchkey.application.testkit.Fixtures.STRANGER_EMAIL;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.account.AccountChange;
import io.latchkey.application.account.AccountEdits;
import io.latchkey.application.account.ChangeAccountCommand;
import io.latchkey.application.account.Edit;
import io.latchkey.application.otp.ChallengeRef;
import io.latchkey.application.otp.CheckCodeCommand;
import io.latchkey.application.otp.CheckCodeCommand.Effect;
import io.latchkey.application.otp.CheckCodeUseCase.CodeCheck;
import io.latchkey.application.otp.Gain;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.SendCodeCommand.Lookup;
import io.latchkey.application.otp.SendCodeCommand.Recipient;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.session.SignIn;
import io.latchkey.application.session.SignInCommand;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.testkit.Concurrently;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.application.ticket.TicketHolder;
import io.latchkey.application.user.CreatedCredential;
import io.latchkey.domain.otp.CodeFormat;
import io.latchkey.domain.otp.CodeReference;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPolicy;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.otp.ResendPolicy;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.user.SecondFactor;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserStatus;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CheckCodeServiceTest {
    private static final OtpPurpose CUSTOM = OtpPurpose.parse("custom:pay");
    private static final Duration COOL_DOWN = Duration.ofSeconds(30);

    private TestApplication app = TestApplication.start();

    private CodeSending request(OtpPurpose purpose, Contact contact) {
        return app.sendCode.send(SendCodeCommand.asked(purpose, contact, REQUESTER));
    }

    private OtpChallenge issued(OtpPurpose purpose, Contact contact) {
        return ((CodeSending.Sent) request(purpose, contact)).challenge().challenge();
    }

    private CodeCheck verify(OtpChallenge challenge, OtpCode code) {
        return app.checkCode.check(CheckCodeCommand.proving(challenge.id(), code, ORIGIN));
    }

    private OtpCode delivered(Contact contact) {
        app.deliver();
        return app.gateway.codeTo(contact);
    }

    /** A code that is not the right one. */
    private static OtpCode wrong(OtpCode right) {
        return new OtpCode(right.value().equals("000000") ? "000001" : "000000");
    }

    @Test
    void sends_a_code_that_verifies_and_proves_it() {
        OtpChallenge challenge = issued(CUSTOM, EMAIL);
        CodeCheck outcome = verify(challenge, delivered(EMAIL));
        assertThat(((CodeCheck.Right) outcome).gain())
                .isEqualTo(new Gain.Proof("proof:" + challenge.id() + ":custom:pay:" + EMAIL.key()));
        assertThat(app.audit.events()).contains(AuditTrail.Event.CODE_REQUESTED, AuditTrail.Event.CODE_VERIFIED);
    }

    @Test
    void spends_one_guess_on_each_wrong_code_and_then_locks() {
        OtpChallenge challenge = issued(CUSTOM, EMAIL);
        OtpCode right = delivered(EMAIL);
        assertThat(verify(challenge, wrong(right))).isEqualTo(new CodeCheck.Wrong(RefusalReason.WRONG_CODE, 2, 3));
        assertThat(verify(challenge, wrong(right))).isEqualTo(new CodeCheck.Wrong(RefusalReason.WRONG_CODE, 1, 3));
        assertThat(verify(challenge, wrong(right))).isEqualTo(new CodeCheck.Wrong(RefusalReason.WRONG_CODE, 0, 3));
        assertThat(verify(challenge, right)).isEqualTo(new CodeCheck.Wrong(RefusalReason.LOCKED, 0, 3));
    }

    @Test
    void takes_a_code_once() {
        OtpChallenge challenge = issued(CUSTOM, EMAIL);
        OtpCode right = delivered(EMAIL);
        verify(challenge, right);
        assertThat(verify(challenge, right)).isEqualTo(new CodeCheck.Wrong(RefusalReason.ALREADY_USED, 0, 3));
    }

    @Test
    void takes_no_code_at_its_expiry() {
        OtpChallenge challenge = issued(CUSTOM, EMAIL);
        OtpCode right = delivered(EMAIL);
        app.clock.advance(Duration.ofMinutes(5));
        assertThat(verify(challenge, right)).isEqualTo(new CodeCheck.Wrong(RefusalReason.EXPIRED, 3, 3));
    }

    @Test
    void knows_no_challenge_that_was_never_issued() {
        CodeCheck outcome = app.checkCode.check(
                CheckCodeCommand.proving(new OtpChallengeId(new UUID(9, 9)), new OtpCode("123456"), ORIGIN));
        assertThat(outcome).isEqualTo(new CodeCheck.Wrong(RefusalReason.UNKNOWN_CHALLENGE, 0, 0));
    }

    @Test
    void leaves_a_challenge_of_another_purpose_alone() {
        app.given(Fixtures.anyUser());
        OtpChallenge challenge = issued(OtpPurpose.SIGN_IN, EMAIL);
        OtpCode right = delivered(EMAIL);
        assertThat(verify(challenge, right)).isEqualTo(new CodeCheck.Wrong(RefusalReason.OTHER_PURPOSE, 3, 3));
        assertThat(app.challenge(challenge.id())).isEqualTo(challenge);
    }

    @Test
    void verifies_by_one_of_a_hundred_threads() {
        app = TestApplication.settings()
                .otp(Fixtures.otpPolicies(Fixtures.otpPolicy(ResendPolicy.REUSE)))
                .start();
        OtpChallenge challenge = issued(CUSTOM, EMAIL);
        OtpCode right = delivered(EMAIL);
        List<CodeCheck> outcomes = Concurrently.run(100, () -> verify(challenge, right));
        assertThat(outcomes).filteredOn(CodeCheck.Right.class::isInstance).hasSize(1);
    }

    @Test
    void compares_no_more_guesses_than_allowed_in_a_hundred_threads() {
        OtpChallenge challenge = issued(CUSTOM, EMAIL);
        OtpCode wrong = wrong(delivered(EMAIL));
        List<CodeCheck> outcomes = Concurrently.run(100, () -> verify(challenge, wrong));
        assertThat(outcomes)
                .filteredOn(outcome -> !outcome.equals(new CodeCheck.Wrong(RefusalReason.LOCKED, 0, 3)))
                .hasSize(3);
        assertThat(app.audit.entries())
                .filteredOn(entry -> entry.event() == AuditTrail.Event.CODE_REFUSED)
                .hasSize(100);
    }

    @Test
    void does_the_same_when_the_store_makes_every_work_run_twice() {
        app.unitOfWork.repeatEveryWork();
        OtpChallenge challenge = issued(CUSTOM, EMAIL);
        OtpCode right = delivered(EMAIL);
        assertThat(app.outbox()).hasSize(1);
        assertThat(verify(challenge, wrong(right))).isEqualTo(new CodeCheck.Wrong(RefusalReason.WRONG_CODE, 2, 3));
        assertThat(verify(challenge, right)).isInstanceOf(CodeCheck.Right.class);
    }

    @Test
    void counts_guesses_at_nobodys_code_like_at_anybodys_and_never_takes_one() {
        OtpChallenge decoy = issued(OtpPurpose.SIGN_IN, STRANGER_EMAIL);
        OtpCode derived =
                app.codes.derive(CodeReference.currentOf(decoy), decoy.contact().kind());
        assertThat(app.signIn.signIn(SignInCommand.ByCode.of(decoy.id(), derived, ORIGIN)))
                .isEqualTo(new SignIn.WrongCode(RefusalReason.WRONG_CODE, 2));
        assertThat(app.challenge(decoy.id()).usedAt()).isNull();
    }

    @Test
    void takes_codes_made_with_an_older_secret() {
        OtpChallenge challenge = issued(CUSTOM, EMAIL);
        app.secrets.rotateTo("key-2");
        assertThat(verify(challenge, delivered(EMAIL))).isInstanceOf(CodeCheck.Right.class);
        app.clock.advance(COOL_DOWN);
        assertThat(issued(CUSTOM, EMAIL).secretId()).isEqualTo("key-2");
    }

    @Test
    void keeps_codes_and_addresses_out_of_the_audit() {
        OtpChallenge challenge = issued(CUSTOM, EMAIL);
        OtpCode right = delivered(EMAIL);
        verify(challenge, wrong(right));
        verify(challenge, right);
        assertThat(app.audit.entries().toString()).doesNotContain(EMAIL.value()).doesNotContain(right.value());
    }

    /** Codes for callers who are told exactly what came of them: how one is found again, and what it does. */
    @Nested
    class ToldExactly {
        private static final String APP = "acme";
        private static final OtpPurpose VERIFY = OtpPurpose.VERIFY_CONTACT.forApp(APP);
        private static final OtpPurpose RESET = OtpPurpose.RESET_PASSWORD.forApp(APP);

        @BeforeEach
        void start() {
            app = with(6);
        }

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

        private static OtpChallenge sent(CodeSending outcome) {
            return ((CodeSending.Sent) outcome).challenge().challenge();
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
            assertThat(check(byContact, VERIFY, fresh, new Effect.Spend()))
                    .isEqualTo(wrong(RefusalReason.ALREADY_USED, 0));
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

        /** The owner, who just signed in, asks for a code that makes a number the account's own. */
        private OtpChallenge claim(User owner, PhoneNumber phone) {
            AccountChange change = app.changeAccount.change(new ChangeAccountCommand(
                    app.givenSession(owner),
                    AccountEdits.of(new Edit.Keep<>(), new Edit.Keep<>(), new Edit.Keep<>(), new Edit.Become<>(phone)),
                    new ChangeAccountCommand.Proof.ByCode(
                            VERIFY, ChangeAccountCommand.Receivers.NAMED_CONTACTS, ORIGIN)));
            return ((AccountChange.Changed) change).challenges().get(0).challenge();
        }

        @Test
        void verifies_the_contact_of_the_account_it_was_sent_for() {
            User user = app.given(Fixtures.anyUser().remove(ContactKind.PHONE, Fixtures.NOW));
            OtpChallenge challenge = claim(user, PHONE);
            check(new ChallengeRef.ById(challenge.id()), VERIFY, delivered(PHONE), new Effect.VerifyContact());
            assertThat(app.user(user.id()).hasVerified(PHONE)).isTrue();
        }

        @Test
        void says_that_another_account_verified_the_contact_first() {
            User user = app.given(Fixtures.anyUser().remove(ContactKind.PHONE, Fixtures.NOW));
            OtpChallenge challenge = claim(user, Fixtures.STRANGER_PHONE);
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
            TicketHolder holder = TicketHolder.of(Fixtures.ORIGIN, Set.of());
            assertThat(app.unitOfWork.<Boolean>read(() -> app.tickets.isValidated("other", EMAIL, holder)))
                    .isFalse();
            List<Boolean> spent = Concurrently.run(
                    10, () -> app.unitOfWork.execute(() -> app.tickets.spendValidation(APP, EMAIL, holder)));
            assertThat(spent).containsOnlyOnce(true);
        }
    }

    /** Codes that renew an API credential. */
    @Nested
    class RenewingACredential {
        private static final OtpPurpose RESET = OtpPurpose.RESET_PASSWORD.forApp("acme");

        private User user = Fixtures.anyUser();

        @BeforeEach
        void register() {
            app = TestApplication.settings()
                    .otp(Fixtures.otpPolicies(new OtpPolicy(
                            CodeFormat.digits(6),
                            Duration.ofMinutes(5),
                            3,
                            3,
                            Duration.ZERO,
                            0,
                            Duration.ofHours(1),
                            ResendPolicy.REUSE)))
                    .start();
            user = app.given(user);
            app.pause.meanwhile(app::deliver);
        }

        private OtpChallenge send(EmailAddress email) {
            CodeSending sent =
                    app.sendCode.send(SendCodeCommand.to(new Recipient.Holder(email, true), RESET, REQUESTER));
            app.deliver();
            return ((CodeSending.Sent) sent).challenge().challenge();
        }

        private CodeCheck check(OtpChallenge challenge, OtpCode code, Effect effect) {
            return app.checkCode.check(
                    CheckCodeCommand.of(new ChallengeRef.ById(challenge.id()), RESET, code, effect, ORIGIN));
        }

        private CreatedCredential renew() {
            OtpChallenge challenge = send(EMAIL);
            CodeCheck right = check(challenge, app.gateway.codeTo(EMAIL), new Effect.RenewCredential("acme"));
            return ((Gain.Credential) ((CodeCheck.Right) right).gain()).created();
        }

        private boolean authenticates(CreatedCredential credential) {
            return app.authenticate
                    .authenticate(credential.credential().key(), credential.secret(), Fixtures.ORIGIN)
                    .filter(caller -> caller.user().id().equals(user.id()))
                    .isPresent();
        }

        @Test
        void a_right_code_makes_a_credential_that_works() {
            CreatedCredential created = renew();

            assertThat(created.credential().name()).isEqualTo("acme");
            assertThat(authenticates(created)).isTrue();
            assertThat(app.audit.events()).contains(AuditTrail.Event.CREDENTIAL_CREATED);
        }

        @Test
        void the_next_code_keeps_the_key_and_replaces_the_secret() {
            CreatedCredential first = renew();
            CreatedCredential second = renew();

            assertThat(second.credential().key()).isEqualTo(first.credential().key());
            assertThat(second.secret()).isNotEqualTo(first.secret());
            assertThat(authenticates(first)).isFalse();
            assertThat(authenticates(second)).isTrue();
        }

        @Test
        void two_codes_at_once_leave_one_key_and_one_secret_that_works() {
            OtpChallenge one = send(EMAIL);
            OtpCode codeOfOne = app.gateway.codeTo(EMAIL);
            OtpChallenge other = send(EMAIL);
            OtpCode codeOfOther = app.gateway.codeTo(EMAIL);

            Queue<Callable<CodeCheck>> guesses = new ConcurrentLinkedQueue<>(List.of(
                    () -> check(one, codeOfOne, new Effect.RenewCredential("acme")),
                    () -> check(other, codeOfOther, new Effect.RenewCredential("acme"))));
            List<CodeCheck> checks = Concurrently.run(2, () -> guesses.remove().call());

            List<CreatedCredential> created = checks.stream()
                    .map(right -> ((Gain.Credential) ((CodeCheck.Right) right).gain()).created())
                    .toList();
            assertThat(created)
                    .extracting(each -> each.credential().key())
                    .containsOnly(created.get(0).credential().key());
            assertThat(created).filteredOn(this::authenticates).hasSize(1);
        }

        private void choose(SecondFactor factor) {
            app.unitOfWork.execute(() -> {
                app.userRepository.update(app.user(user.id()).withSecondFactor(factor, Fixtures.NOW));
                return true;
            });
        }

        @ParameterizedTest
        @EnumSource(names = {"SMS", "EMAIL"})
        void a_right_code_makes_none_for_an_account_with_a_second_factor(SecondFactor factor) {
            OtpChallenge challenge = send(EMAIL);
            choose(factor);

            assertThat(check(challenge, app.gateway.codeTo(EMAIL), new Effect.RenewCredential("acme")))
                    .isEqualTo(new CodeCheck.Wrong(RefusalReason.WRONG_CODE, 0, 0));
            assertThat(app.unitOfWork.read(() -> app.credentialRepository.findAll(user.id())))
                    .isEmpty();
        }

        @Test
        void a_right_code_at_the_contact_of_the_second_factor_makes_no_reset_key() {
            OtpChallenge challenge = send(EMAIL);
            choose(SecondFactor.EMAIL);

            assertThat(check(
                            challenge,
                            app.gateway.codeTo(EMAIL),
                            new Effect.MakeResetKey("acme", Duration.ofMinutes(10))))
                    .isEqualTo(new CodeCheck.Wrong(RefusalReason.EXPIRED, 0, 0));
        }

        @Test
        void a_right_code_at_another_contact_than_the_second_factor_makes_a_reset_key() {
            choose(SecondFactor.SMS);
            OtpChallenge challenge = send(EMAIL);

            assertThat(check(
                            challenge,
                            app.gateway.codeTo(EMAIL),
                            new Effect.MakeResetKey("acme", Duration.ofMinutes(10))))
                    .isInstanceOf(CodeCheck.Right.class);
        }

        @Test
        void a_credential_ends_after_its_usual_life_and_begins_anew_when_it_is_renewed() {
            assertThat(renew().credential().expiresAt())
                    .isEqualTo(app.clock.instant().plus(Duration.ofDays(90)));
            app.clock.advance(Duration.ofDays(89));
            CreatedCredential renewed = renew();
            assertThat(renewed.credential().expiresAt())
                    .isEqualTo(app.clock.instant().plus(Duration.ofDays(90)));
            app.clock.advance(Duration.ofDays(90));
            assertThat(authenticates(renewed)).isFalse();
        }

        @Test
        void a_wrong_code_makes_none() {
            OtpChallenge challenge = send(EMAIL);
            OtpCode right = app.gateway.codeTo(EMAIL);
            OtpCode wrong = new OtpCode(right.value().equals("000000") ? "000001" : "000000");

            assertThat(check(challenge, wrong, new Effect.RenewCredential("acme")))
                    .isEqualTo(new CodeCheck.Wrong(RefusalReason.WRONG_CODE, 2, 3));
            assertThat(app.unitOfWork.read(() -> app.credentialRepository.findAll(user.id())))
                    .isEmpty();
        }

        @Test
        void an_account_that_was_disabled_meanwhile_gets_none() {
            OtpChallenge challenge = send(EMAIL);
            app.unitOfWork.execute(() -> {
                User disabled = Fixtures.withStatus(app.user(user.id()), UserStatus.DISABLED);
                app.userRepository.update(disabled);
                return disabled;
            });

            assertThat(check(challenge, app.gateway.codeTo(EMAIL), new Effect.RenewCredential("acme")))
                    .isEqualTo(new CodeCheck.Wrong(RefusalReason.EXPIRED, 0, 0));
            assertThat(app.unitOfWork.read(() -> app.credentialRepository.findAll(user.id())))
                    .isEmpty();
        }
    }
}
