package io.latchkey.application.otp.service;

import static io.latchkey.application.testkit.Fixtures.EMAIL;
import static io.latchkey.application.testkit.Fixtures.ORIGIN;
import static io.latchkey.application.testkit.Fixtures.PHONE;
import static io.latchkey.application.testkit.Fixtures.REQUESTER;
import static io.latchkey.application.testkit.Fixtures.STRANGER_EMAIL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.application.otp.ChallengeRef;
import io.latchkey.application.otp.CheckCodeCommand;
import io.latchkey.application.otp.CheckCodeCommand.Effect;
import io.latchkey.application.otp.CheckCodeUseCase.CodeCheck;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.SendCodeCommand.Lookup;
import io.latchkey.application.otp.SendCodeCommand.Recipient;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.shared.Requester;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.testkit.Concurrently;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.application.throttle.CodesUsedUp;
import io.latchkey.application.throttle.ThrottlePolicy;
import io.latchkey.application.throttle.Throttled;
import io.latchkey.application.throttle.TooSoon;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.OutboxMessage;
import io.latchkey.domain.message.DeliveryState;
import io.latchkey.domain.message.MessageKind;
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
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.throttle.ThrottleLimit;
import io.latchkey.domain.user.OwnContact;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import io.latchkey.domain.user.UserStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SendCodeServiceTest {
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

    /** The limit that was full. */
    private static ThrottleLimit limit(TooSoon why) {
        return why.<Throttled>fold(
                        throttled -> throttled,
                        CodesUsedUp::throttled,
                        blocked -> {
                            throw new AssertionError(blocked);
                        },
                        notBefore -> {
                            throw new AssertionError(notBefore);
                        })
                .limit();
    }

    private static Duration wait(CodeSending outcome) {
        return ((CodeSending.Refused) outcome).why().retryAfter();
    }

    @Test
    void wakes_the_dispatcher_for_a_code_and_not_for_a_refusal() {
        request(CUSTOM, EMAIL);
        request(CUSTOM, EMAIL);
        assertThat(app.trigger.wakes()).isEqualTo(1);
    }

    @Test
    void makes_another_code_for_every_challenge_and_purpose() {
        issued(CUSTOM, EMAIL);
        OtpCode first = delivered(EMAIL);
        OtpChallenge second = issued(OtpPurpose.VERIFY_CONTACT, EMAIL);
        assertThat(delivered(EMAIL)).isNotEqualTo(first);
        assertThat(verify(second, first)).isEqualTo(new CodeCheck.Wrong(RefusalReason.WRONG_CODE, 2, 3));
    }

    @Test
    void sends_second_factors_only_to_who_gave_the_password() {
        assertThatThrownBy(() -> request(OtpPurpose.SECOND_FACTOR, EMAIL)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void answers_alike_whether_or_not_anybody_has_the_contact() {
        app.given(Fixtures.anyUser());
        OtpChallenge known = issued(OtpPurpose.SIGN_IN, EMAIL);
        OtpChallenge unknown = issued(OtpPurpose.SIGN_IN, STRANGER_EMAIL);
        assertThat(unknown.expiresAt()).isEqualTo(known.expiresAt());
        assertThat(unknown.nextSendAt()).isEqualTo(known.nextSendAt());
        assertThat(unknown.attemptsLeft()).isEqualTo(known.attemptsLeft());
        assertThat(unknown.sendsLeft()).isEqualTo(known.sendsLeft());
        assertThat(unknown.contactHidden()).isEqualTo(known.contactHidden());
        assertThat(app.challenges()).hasSize(2);
        assertThat(app.outbox()).hasSize(2);
        app.deliver();
        assertThat(app.findCode.find(unknown.id()).orElseThrow().delivery())
                .isEqualTo(app.findCode.find(known.id()).orElseThrow().delivery())
                .isEqualTo(DeliveryState.ACCEPTED);
        assertThat(app.gateway.messagesTo(STRANGER_EMAIL)).isEmpty();
        assertThat(app.gateway.messagesTo(EMAIL)).hasSize(1);
    }

    @Test
    void tells_known_and_unknown_contacts_apart_by_no_limit() {
        app = TestApplication.settings().throttles(perAccountAlone(4)).start();
        app.given(Fixtures.anyUser());
        assertThat(outcomes(EMAIL)).isEqualTo(outcomes(STRANGER_EMAIL)).contains("reset-password code-per-account");
    }

    private static ThrottlePolicy perAccountAlone(int quota) {
        return new ThrottlePolicy(
                Fixtures.limit("code-per-address", 0),
                Fixtures.limit("code-per-destination", 0),
                Fixtures.limit("code-per-account", quota),
                Fixtures.limit("code-per-site", 0),
                Fixtures.limit("register-per-address", 0),
                Fixtures.limit("sign-in-per-address", 0),
                Fixtures.limit("availability-per-address", 0),
                Fixtures.limit("write-per-account", 0));
    }

    /** What a stranger sees who asks for codes of every purpose. */
    private List<String> outcomes(Contact contact) {
        List<String> seen = new ArrayList<>();
        for (OtpPurpose purpose : List.of(OtpPurpose.VERIFY_CONTACT, OtpPurpose.SIGN_IN, OtpPurpose.RESET_PASSWORD)) {
            for (int i = 0; i < 2; i++) {
                CodeSending outcome = request(purpose, contact);
                seen.add(purpose + " "
                        + (outcome instanceof CodeSending.Refused refused
                                ? limit(refused.why()).name()
                                : "issued"));
                app.clock.advance(COOL_DOWN);
            }
        }
        return seen;
    }

    @Test
    void does_not_tell_by_a_limit_that_two_contacts_belong_together() {
        app = TestApplication.settings().throttles(perAccountAlone(1)).start();
        app.given(Fixtures.anyUser());
        assertThat(request(OtpPurpose.SIGN_IN, EMAIL)).isInstanceOf(CodeSending.Sent.class);
        assertThat(request(OtpPurpose.SIGN_IN, PHONE)).isInstanceOf(CodeSending.Sent.class);
    }

    @Test
    void cools_down_per_destination_and_purpose_for_exactly_as_long_as_it_says() {
        request(CUSTOM, EMAIL);
        app.clock.advance(Duration.ofSeconds(10));
        CodeSending refused = request(CUSTOM, EMAIL);
        assertThat(wait(refused)).isEqualTo(Duration.ofSeconds(20));
        assertThat(request(CUSTOM, PHONE)).isInstanceOf(CodeSending.Sent.class);
        assertThat(request(OtpPurpose.VERIFY_CONTACT, EMAIL)).isInstanceOf(CodeSending.Sent.class);
        app.clock.advance(wait(refused));
        assertThat(request(CUSTOM, EMAIL)).isInstanceOf(CodeSending.Sent.class);
    }

    @Test
    void issues_no_more_codes_per_window_than_the_policy_says() {
        for (int i = 0; i < 5; i++) {
            assertThat(request(CUSTOM, EMAIL)).isInstanceOf(CodeSending.Sent.class);
            app.clock.advance(COOL_DOWN);
        }
        CodeSending refused = request(CUSTOM, EMAIL);
        assertThat(limit(((CodeSending.Refused) refused).why()).name()).isEqualTo("code-per-purpose");
        app.clock.advance(wait(refused).minusMillis(1));
        assertThat(request(CUSTOM, EMAIL)).isInstanceOf(CodeSending.Refused.class);
        app.clock.advance(Duration.ofMillis(1));
        assertThat(request(CUSTOM, EMAIL)).isInstanceOf(CodeSending.Sent.class);
    }

    @Test
    void admits_a_call_after_exactly_the_wait_whatever_limit_refused_it() {
        app = TestApplication.settings().throttles(Fixtures.throttles(2)).start();
        request(CUSTOM, EMAIL);
        request(CUSTOM, PHONE);
        app.clock.advance(Duration.ofSeconds(7));
        CodeSending refused = request(CUSTOM, STRANGER_EMAIL);
        assertThat(wait(refused)).isEqualTo(Duration.ofHours(1).minusSeconds(7));
        assertThat(app.audit.events()).contains(AuditTrail.Event.THROTTLED);
        app.clock.advance(wait(refused));
        assertThat(request(CUSTOM, STRANGER_EMAIL)).isInstanceOf(CodeSending.Sent.class);
    }

    @Test
    void counts_a_refused_call_by_no_limit_at_all() {
        app = TestApplication.settings().throttles(Fixtures.throttles(2)).start();
        request(CUSTOM, EMAIL);
        for (int i = 0; i < 5; i++) {
            request(CUSTOM, EMAIL);
        }
        assertThat(request(CUSTOM, PHONE)).isInstanceOf(CodeSending.Sent.class);
    }

    @Test
    void sends_in_the_accounts_language_and_else_in_the_callers() {
        app.given(Fixtures.anyUser());
        app.sendCode.send(SendCodeCommand.asked(OtpPurpose.SIGN_IN, EMAIL, new Requester(Locale.FRENCH, ORIGIN)));
        app.sendCode.send(SendCodeCommand.asked(CUSTOM, EMAIL, new Requester(Locale.FRENCH, ORIGIN)));
        app.deliver();
        assertThat(app.gateway.messages())
                .extracting(message -> message.locale())
                .containsExactly(Locale.ENGLISH, Locale.FRENCH);
    }

    /** Codes for callers who are told exactly what came of them: who gets one, and whether it was taken. */
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

        private CodeSending sendAwaited(Contact contact) {
            return app.sendCode.send(SendCodeCommand.to(new Recipient.Anybody(contact), VERIFY, REQUESTER)
                    .awaited(Duration.ofSeconds(10)));
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
            assertThat(app.outbox())
                    .extracting(OutboxMessage::kind)
                    .containsExactly(MessageKind.RECOVERY_STARTED, MessageKind.CODE);
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
            assertThat(sent(send(RESET, new Recipient.AccountsOwn(user.id(), OwnContact.EMAIL), Lookup.ACCOUNT, false))
                            .contact())
                    .isEqualTo(EMAIL);
            assertThat(send(RESET, new Recipient.AccountsOwn(user.id(), OwnContact.PHONE), Lookup.ACCOUNT, false))
                    .isEqualTo(new CodeSending.NoSuchContact());
            UserId nobody = new UserId(new UUID(9, 9));
            assertThat(send(RESET, new Recipient.AccountsOwn(nobody, OwnContact.PHONE), Lookup.ACCOUNT, false))
                    .isEqualTo(new CodeSending.UnknownAccount());
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

    /** Codes by which whoever verified a contact signs in. */
    @Nested
    class ToAccountHolders {
        private static final OtpPurpose PURPOSE = OtpPurpose.VERIFY_CONTACT.forApp("acme");

        @BeforeEach
        void start() {
            app = TestApplication.settings()
                    .otp(Fixtures.otpPolicies(policy(Duration.ZERO)))
                    .start();
        }

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

        @Test
        void lets_a_code_sent_to_whoever_act_on_the_account_that_verified_the_contact() {
            User user = app.given(Fixtures.anyUser());
            codeOf(EMAIL);
            codeOf(STRANGER_EMAIL);
            assertThat(app.challenges())
                    .extracting(challenge -> challenge.userId())
                    .containsExactly(user.id(), null);
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
    }
}
