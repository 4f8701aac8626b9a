package io.latchkey.application.delivery.service;

import static io.latchkey.application.testkit.Fixtures.EMAIL;
import static io.latchkey.application.testkit.Fixtures.ORIGIN;
import static io.latchkey.application.testkit.Fixtures.PHONE;
import static io.latchkey.application.testkit.Fixtures.REQUESTER;
import static io.latchkey.application.testkit.ScriptedCodeOwner.RIGHT;
import static io.latchkey.application.testkit.ScriptedCodeOwner.WRONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.application.entry.EnterByCodeUseCase.EntryCodes;
import io.latchkey.application.entry.EntryCommand;
import io.latchkey.application.otp.ChallengeRef;
import io.latchkey.application.otp.CheckCodeCommand;
import io.latchkey.application.otp.CheckCodeUseCase.CodeCheck;
import io.latchkey.application.otp.ResendCodeCommand;
import io.latchkey.application.otp.ResendCodeUseCase.CodeResending;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.otp.port.CodeOwnerBusyException;
import io.latchkey.application.otp.port.OwnerAnswer;
import io.latchkey.application.otp.port.OwnerAnswer.Verdict;
import io.latchkey.application.testkit.Concurrently;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.ScriptedCodeOwner;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.ProviderChoice;
import io.latchkey.domain.delivery.RouteCriteria;
import io.latchkey.domain.delivery.RouteStep;
import io.latchkey.domain.delivery.RoutingRule;
import io.latchkey.domain.delivery.RoutingTable;
import io.latchkey.domain.delivery.SenderProfile;
import io.latchkey.domain.otp.HandedCode;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.shared.Channel;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.user.SignInFailures;
import io.latchkey.domain.user.User;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Codes that a provider owns, from their start to their end. */
class HandedCodesTest {
    private static final OtpPurpose CUSTOM = OtpPurpose.parse("custom:pay");
    private static final OtpPurpose ENTRY = OtpPurpose.VERIFY_CONTACT.forApp("acme");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final RouteStep MAIL =
            new RouteStep(Channel.EMAIL, List.of(new ProviderChoice("mail", 1)), false, SenderProfile.NONE, PATIENCE);

    private final TestApplication.Settings settings = TestApplication.settings();
    private TestApplication app = TestApplication.start();
    private ScriptedCodeOwner owner = new ScriptedCodeOwner(app.store, 6, false);

    private void start(RouteStep... steps) {
        start(6, false, steps);
    }

    private void start(int digits, boolean cancelsFirst, RouteStep... steps) {
        app = settings.routes(new RoutingTable(List.of(
                        new RoutingRule(RouteCriteria.all(ContactKind.PHONE), List.of(steps)),
                        new RoutingRule(RouteCriteria.all(ContactKind.EMAIL), List.of(MAIL)))))
                .start();
        owner = new ScriptedCodeOwner(app.store, digits, cancelsFirst);
        app.gateway.codeOwner("verify", owner);
    }

    private static RouteStep step(String... providers) {
        return new RouteStep(
                Channel.SMS,
                Stream.of(providers).map(name -> new ProviderChoice(name, 1)).toList(),
                false,
                SenderProfile.NONE,
                PATIENCE);
    }

    private OtpChallenge send() {
        return send(CUSTOM);
    }

    private OtpChallenge send(OtpPurpose purpose) {
        CodeSending sending = app.sendCode.send(SendCodeCommand.asked(purpose, PHONE, REQUESTER));
        app.deliver();
        return ((CodeSending.Sent) sending).challenge().challenge();
    }

    private CodeCheck check(OtpChallenge challenge, OtpCode code) {
        return app.checkCode.check(CheckCodeCommand.proving(challenge.id(), code, ORIGIN));
    }

    private static CodeCheck wrong(RefusalReason reason, int attemptsLeft) {
        return new CodeCheck.Wrong(reason, attemptsLeft, 3);
    }

    private OtpChallenge stored(OtpChallenge challenge) {
        return app.unitOfWork
                .read(() -> app.challengeRepository.find(challenge.id()))
                .orElseThrow();
    }

    private Optional<HandedCode> handed(OtpChallenge challenge) {
        return app.unitOfWork.read(() -> app.challengeRepository.findHanded(challenge.id()));
    }

    private String reference(int message) {
        return "verify-" + app.outbox().get(message).id().value();
    }

    @Test
    void takes_the_code_that_the_provider_calls_right_once() {
        start(step("verify"));
        OtpChallenge challenge = send();
        assertThat(check(challenge, RIGHT)).isInstanceOf(CodeCheck.Right.class);
        assertThat(owner.checked()).containsExactly(reference(0));
        assertThat(check(challenge, RIGHT)).isEqualTo(wrong(RefusalReason.ALREADY_USED, 0));
        assertThat(owner.checked()).hasSize(1);
        assertThat(stored(challenge).attemptsLeft()).isEqualTo(2);
    }

    @Test
    void keeps_no_code_and_no_digest_of_one_until_it_is_proven() {
        start(step("verify"));
        OtpChallenge challenge = send();
        HandedCode started = handed(challenge).orElseThrow();
        assertThat(started.provider()).isEqualTo("verify");
        assertThat(started.reference()).isEqualTo(reference(0));
        assertThat(started.proof()).isNull();
        check(challenge, WRONG);
        assertThat(handed(challenge)).contains(started);
        check(challenge, RIGHT);
        assertThat(handed(challenge).orElseThrow().proof()).isNotNull();
    }

    @Test
    void does_not_take_its_own_code_where_a_provider_owns_it() {
        start(step("verify"));
        OtpChallenge challenge = send();
        assertThat(check(challenge, app.gateway.codeTo(PHONE))).isEqualTo(wrong(RefusalReason.WRONG_CODE, 2));
    }

    @Test
    void counts_wrong_guesses_and_asks_nobody_when_none_is_left() {
        start(step("verify"));
        OtpChallenge challenge = send();
        assertThat(check(challenge, WRONG)).isEqualTo(wrong(RefusalReason.WRONG_CODE, 2));
        assertThat(check(challenge, WRONG)).isEqualTo(wrong(RefusalReason.WRONG_CODE, 1));
        assertThat(check(challenge, WRONG)).isEqualTo(wrong(RefusalReason.WRONG_CODE, 0));
        assertThat(check(challenge, RIGHT)).isEqualTo(wrong(RefusalReason.LOCKED, 0));
        assertThat(owner.checked()).hasSize(3);
    }

    @Test
    void counts_a_guess_before_the_provider_is_asked() {
        start(step("verify"));
        OtpChallenge challenge = send();
        owner.meanwhile(() -> {
            assertThat(stored(challenge).attemptsLeft()).isEqualTo(2);
            check(challenge, WRONG);
            check(challenge, WRONG);
            assertThat(check(challenge, RIGHT)).isEqualTo(wrong(RefusalReason.LOCKED, 0));
        });
        check(challenge, WRONG);
        assertThat(owner.checked()).hasSize(3);
    }

    @Test
    void refuses_guesses_by_the_counter_of_all_challenges() {
        start(step("verify"));
        for (int round = 0; round < 40; round++) {
            app.clock.advance(Duration.ofHours(1));
            OtpChallenge challenge = send();
            for (int guess = 0; guess < 3; guess++) {
                app.clock.advance(Duration.ofSeconds(1));
                check(challenge, WRONG);
            }
        }
        int asked = owner.checked().size();
        assertThat(asked).isEqualTo(User.MAX_CONSECUTIVE_FAILURES);
        app.clock.advance(Duration.ofHours(1));
        assertThat(check(send(), RIGHT)).isEqualTo(wrong(RefusalReason.LOCKED, 0));
        assertThat(owner.checked()).hasSize(asked);
    }

    @Test
    void asks_nobody_when_simultaneous_guesses_at_other_challenges_used_the_counter_up() {
        start(step("verify"));
        OtpChallenge challenge = send();
        app.failureRepository.beforeNextHold(lane -> app.failureRepository.save(
                lane, new SignInFailures(User.MAX_CONSECUTIVE_FAILURES, Instant.EPOCH), app.clock.instant()));
        assertThat(check(challenge, RIGHT)).isEqualTo(wrong(RefusalReason.LOCKED, 0));
        assertThat(owner.checked()).isEmpty();
        assertThat(stored(challenge).attemptsLeft()).isEqualTo(3);
    }

    @Test
    void counts_one_call_of_its_address_for_a_guess_that_runs_again() {
        settings.guardedPerAddress(3);
        start(step("verify"));
        OtpChallenge challenge = send();
        CheckCodeCommand guarded =
                CheckCodeCommand.proving(challenge.id(), WRONG, ORIGIN).atGuarded();
        for (int left = 2; left >= 0; left--) {
            assertThat(app.checkCode.check(guarded)).isEqualTo(wrong(RefusalReason.WRONG_CODE, left));
        }
        assertThat(app.checkCode.check(guarded)).isInstanceOf(CodeCheck.Refused.class);
    }

    @Test
    void gives_the_counter_back_what_a_right_guess_took() {
        start(step("verify"));
        for (int round = 0; round < 200; round++) {
            app.clock.advance(Duration.ofHours(1));
            assertThat(check(send(), RIGHT)).isInstanceOf(CodeCheck.Right.class);
        }
    }

    @Test
    void gives_one_success_to_many_who_check_the_same_code_at_once() {
        start(step("verify"));
        OtpChallenge challenge = send();
        List<CodeCheck> outcomes = Concurrently.run(8, () -> {
            try {
                return check(challenge, RIGHT);
            } catch (CodeOwnerBusyException busy) {
                return wrong(RefusalReason.EXPIRED, 0);
            }
        });
        assertThat(outcomes).filteredOn(CodeCheck.Right.class::isInstance).hasSize(1);
    }

    @Test
    void compares_with_the_proof_when_somebody_else_was_faster() {
        start(step("verify"));
        OtpChallenge challenge = send();
        owner.meanwhile(() -> assertThat(check(challenge, RIGHT)).isInstanceOf(CodeCheck.Right.class));
        assertThat(check(challenge, RIGHT)).isEqualTo(wrong(RefusalReason.ALREADY_USED, 0));
    }

    @Test
    void keeps_a_proven_code_good_for_a_deed_that_leaves_it_so() {
        start(step("verify"));
        OtpChallenge challenge = send();
        CheckCodeCommand keeping = CheckCodeCommand.of(
                new ChallengeRef.ById(challenge.id()), CUSTOM, RIGHT, new CheckCodeCommand.Effect.Keep(), ORIGIN);
        assertThat(app.checkCode.check(keeping)).isInstanceOf(CodeCheck.Right.class);
        assertThat(app.checkCode.check(keeping)).isInstanceOf(CodeCheck.Right.class);
        assertThat(check(challenge, WRONG)).isEqualTo(wrong(RefusalReason.WRONG_CODE, 2));
        assertThat(check(challenge, RIGHT)).isInstanceOf(CodeCheck.Right.class);
        assertThat(owner.checked()).hasSize(1);
    }

    @Test
    void takes_a_guess_for_the_last_wrong_one_when_the_provider_takes_no_more() {
        start(step("verify"));
        OtpChallenge challenge = send();
        owner.answer(OwnerAnswer.of(Verdict.USED_UP));
        assertThat(check(challenge, RIGHT)).isEqualTo(wrong(RefusalReason.WRONG_CODE, 0));
        assertThat(check(challenge, RIGHT)).isEqualTo(wrong(RefusalReason.LOCKED, 0));
        assertThat(owner.checked()).hasSize(1);
    }

    @Test
    void refuses_as_expired_what_is_over_at_the_provider() {
        start(step("verify"));
        OtpChallenge challenge = send();
        owner.answer(OwnerAnswer.of(Verdict.OVER));
        assertThat(check(challenge, RIGHT)).isEqualTo(wrong(RefusalReason.EXPIRED, 2));
    }

    @Test
    void lets_the_shorter_lifetime_win() {
        start(step("verify"));
        OtpChallenge challenge = send();
        app.clock.advance(Duration.between(app.clock.instant(), challenge.expiresAt()));
        assertThat(check(challenge, RIGHT)).isEqualTo(wrong(RefusalReason.EXPIRED, 3));
        assertThat(owner.checked()).isEmpty();
    }

    @Test
    void gives_a_guess_back_on_which_there_was_no_verdict_but_not_for_ever() {
        start(step("verify"));
        OtpChallenge challenge = send();
        for (int outage = 0; outage < HandedCode.MOST_UNANSWERED; outage++) {
            owner.answer(OwnerAnswer.none(Duration.ofSeconds(7)));
            assertThatThrownBy(() -> check(challenge, RIGHT))
                    .isInstanceOfSatisfying(
                            CodeOwnerBusyException.class,
                            busy -> assertThat(busy.retryAfter()).isEqualTo(Duration.ofSeconds(7)));
            assertThat(stored(challenge).attemptsLeft()).isEqualTo(3);
        }
        owner.answer(OwnerAnswer.of(Verdict.NONE));
        assertThatThrownBy(() -> check(challenge, RIGHT)).isInstanceOf(CodeOwnerBusyException.class);
        assertThat(stored(challenge).attemptsLeft()).isEqualTo(2);
        assertThat(check(challenge, RIGHT)).isInstanceOf(CodeCheck.Right.class);
    }

    @Test
    void gives_a_guess_back_when_the_call_to_the_provider_cannot_be_made() {
        start(step("verify"));
        OtpChallenge challenge = send();
        owner.broken(true);
        assertThatThrownBy(() -> check(challenge, RIGHT)).isInstanceOf(CodeOwnerBusyException.class);
        assertThat(stored(challenge).attemptsLeft()).isEqualTo(3);
        owner.broken(false);
        assertThat(check(challenge, RIGHT)).isInstanceOf(CodeCheck.Right.class);
    }

    @Test
    void shows_a_challenge_whose_address_cannot_be_made() {
        start(0, false, step("verify"), step("own"));
        OtpChallenge challenge = send();
        owner.broken(true);
        assertThat(app.findCode.find(challenge.id()).orElseThrow().silentUrl()).isEmpty();
    }

    @Test
    void asks_for_another_code_where_the_answer_to_the_right_guess_was_lost() {
        start(step("verify"));
        OtpChallenge challenge = send();
        // The provider took the guess, and only its answer was lost.
        owner.answer(OwnerAnswer.of(Verdict.NONE)).answer(OwnerAnswer.of(Verdict.OVER));
        assertThatThrownBy(() -> check(challenge, RIGHT)).isInstanceOf(CodeOwnerBusyException.class);
        assertThat(check(challenge, RIGHT)).isEqualTo(wrong(RefusalReason.EXPIRED, 2));
        resend(challenge);
        assertThat(check(challenge, RIGHT)).isInstanceOf(CodeCheck.Right.class);
    }

    private static EntryCommand entry() {
        return new EntryCommand(ENTRY, EMAIL, PHONE, false, REQUESTER);
    }

    /** The challenges of the mail and of the SMS. */
    private List<OtpChallenge> sendBoth() {
        EntryCodes.Tried tried = (EntryCodes.Tried) app.enterByCode.sendCodes(entry(), Duration.ZERO);
        app.deliver();
        return Stream.of(tried.byEmail(), tried.bySms())
                .map(sending -> ((CodeSending.Sent) sending).challenge().challenge())
                .toList();
    }

    @Test
    void counts_a_guess_at_the_code_of_the_mail_when_the_provider_of_the_other_code_is_down() {
        settings.handingConcealedCodesOver();
        start(step("verify"));
        List<OtpChallenge> both = sendBoth();
        for (int guess = 1; guess <= 3; guess++) {
            owner.answer(OwnerAnswer.none(Duration.ofSeconds(7)));
            assertThatThrownBy(() -> app.enterByCode.enter(entry(), Optional.of("Ada"), WRONG))
                    .isInstanceOf(CodeOwnerBusyException.class);
            assertThat(stored(both.get(0)).attemptsLeft()).isEqualTo(3 - guess);
            assertThat(stored(both.get(1)).attemptsLeft()).isEqualTo(3);
        }
        owner.answer(OwnerAnswer.of(Verdict.NONE));
        assertThatThrownBy(() -> app.enterByCode.enter(entry(), Optional.of("Ada"), app.gateway.codeTo(EMAIL)))
                .isInstanceOf(CodeOwnerBusyException.class);
    }

    @Test
    void counts_a_guess_at_the_code_of_the_mail_while_the_other_code_is_started() {
        settings.handingConcealedCodesOver();
        start(step("verify"));
        app.gateway.answer("verify", new DeliveryOutcome.Unknown("lost answer"));
        List<OtpChallenge> both = sendBoth();
        assertThatThrownBy(() -> app.enterByCode.enter(entry(), Optional.of("Ada"), WRONG))
                .isInstanceOf(CodeOwnerBusyException.class);
        assertThat(stored(both.get(0)).attemptsLeft()).isEqualTo(2);
    }

    private void resend(OtpChallenge challenge) {
        app.clock.advance(Duration.ofSeconds(30));
        assertThat(app.resendCode.resend(new ResendCodeCommand(challenge.id(), REQUESTER)))
                .isInstanceOf(CodeResending.Sent.class);
        app.deliver();
    }

    @Test
    void starts_again_when_the_code_is_asked_for_again() {
        start(step("verify"));
        OtpChallenge challenge = send();
        resend(challenge);
        assertThat(app.gateway.providers()).containsExactly("verify", "verify");
        assertThat(owner.canceled()).isEmpty();
        assertThat(handed(challenge).orElseThrow().reference()).isEqualTo(reference(1));
        assertThat(check(challenge, RIGHT)).isInstanceOf(CodeCheck.Right.class);
        assertThat(owner.checked()).containsExactly(reference(1));
    }

    @Test
    void cancels_first_where_a_number_can_have_one_verification_only() {
        start(6, true, step("verify"));
        OtpChallenge challenge = send();
        resend(challenge);
        assertThat(owner.canceled()).containsExactly(reference(0));
        assertThat(check(challenge, RIGHT)).isInstanceOf(CodeCheck.Right.class);
    }

    @Test
    void keeps_the_last_code_good_when_the_provider_does_not_start_another() {
        start(step("verify"));
        OtpChallenge challenge = send();
        app.gateway.answer("verify", new DeliveryOutcome.Declined("too many messages"));
        resend(challenge);
        assertThat(handed(challenge).orElseThrow().reference()).isEqualTo(reference(0));
        assertThat(check(challenge, RIGHT)).isInstanceOf(CodeCheck.Right.class);
    }

    @Test
    void keeps_the_code_of_another_provider_good_when_the_next_does_not_start() {
        start(step("verify"), step("other"));
        app.gateway.codeOwner("other", new ScriptedCodeOwner(app.store, 6, false));
        OtpChallenge challenge = send();
        app.gateway.answer("other", new DeliveryOutcome.Declined("landline"));
        app.clock.advance(PATIENCE);
        app.deliver();
        assertThat(app.gateway.providers()).containsExactly("verify", "other");
        assertThat(owner.canceled()).isEmpty();
        assertThat(check(challenge, RIGHT)).isInstanceOf(CodeCheck.Right.class);
    }

    @Test
    void cancels_the_code_of_another_provider_when_the_next_started() {
        start(step("verify"), step("other"));
        app.gateway.codeOwner("other", new ScriptedCodeOwner(app.store, 6, false));
        send();
        app.clock.advance(PATIENCE);
        app.deliver();
        assertThat(owner.canceled()).containsExactly(reference(0));
    }

    private OtpChallenge sendOneThatIsRefusedAfterANewerOneStarted() {
        CodeSending sending = app.sendCode.send(SendCodeCommand.asked(CUSTOM, PHONE, REQUESTER));
        OtpChallenge challenge = ((CodeSending.Sent) sending).challenge().challenge();
        app.gateway.meanwhile("verify", () -> {
            app.gateway.meanwhile("verify", () -> {});
            resend(challenge);
            app.gateway.answer("verify", new DeliveryOutcome.Declined("too many messages"));
        });
        app.deliver();
        return challenge;
    }

    @Test
    void leaves_the_start_of_a_newer_message_alone_when_an_older_one_is_refused() {
        start(step("verify"));
        OtpChallenge challenge = sendOneThatIsRefusedAfterANewerOneStarted();
        assertThat(app.gateway.providers()).startsWith("verify", "verify");
        assertThat(handed(challenge).orElseThrow().reference()).isEqualTo(reference(1));
        assertThat(check(challenge, RIGHT)).isInstanceOf(CodeCheck.Right.class);
    }

    @Test
    void leaves_the_start_of_a_newer_message_alone_when_an_older_one_comes_to_a_step_of_its_own_code() {
        start(step("verify"), step("own"));
        OtpChallenge challenge = sendOneThatIsRefusedAfterANewerOneStarted();
        assertThat(app.gateway.providers()).containsExactly("verify", "verify");
        assertThat(owner.canceled()).isEmpty();
        assertThat(handed(challenge).orElseThrow().reference()).isEqualTo(reference(1));
        assertThat(check(challenge, RIGHT)).isInstanceOf(CodeCheck.Right.class);
    }

    @Test
    void takes_the_start_of_an_older_message_back_for_a_newer_one() {
        start(step("own"), step("verify"));
        app.gateway.answer("own", new DeliveryOutcome.Declined("landline"));
        OtpChallenge challenge = send();
        assertThat(stored(challenge).handedTo()).isEqualTo("verify");
        app.gateway.answer("own", new DeliveryOutcome.Accepted("own", Optional.empty()));
        resend(challenge);
        assertThat(app.gateway.providers()).containsExactly("own", "verify", "own");
        assertThat(owner.canceled()).containsExactly(reference(0));
        assertThat(check(challenge, app.gateway.codeTo(PHONE))).isInstanceOf(CodeCheck.Right.class);
    }

    @Test
    void sends_its_own_code_at_once_where_the_provider_does_not_start() {
        start(step("verify"), step("own"));
        app.gateway.answer("verify", new DeliveryOutcome.Declined("landline"));
        OtpChallenge challenge = send();
        assertThat(app.gateway.providers()).containsExactly("verify", "own");
        assertThat(stored(challenge).handedTo()).isNull();
        assertThat(handed(challenge)).isEmpty();
        assertThat(check(challenge, app.gateway.codeTo(PHONE))).isInstanceOf(CodeCheck.Right.class);
        assertThat(owner.checked()).isEmpty();
    }

    @Test
    void lets_the_newest_step_own_the_code() {
        start(step("verify"), step("own"));
        OtpChallenge challenge = send();
        app.clock.advance(PATIENCE);
        app.deliver();
        assertThat(app.gateway.providers()).containsExactly("verify", "own");
        assertThat(owner.canceled()).containsExactly(reference(0));
        assertThat(check(challenge, RIGHT)).isEqualTo(wrong(RefusalReason.WRONG_CODE, 2));
        assertThat(owner.checked()).isEmpty();
        assertThat(check(challenge, app.gateway.codeTo(PHONE))).isInstanceOf(CodeCheck.Right.class);
    }

    @Test
    void takes_its_own_code_no_more_once_a_provider_owns_it() {
        start(step("own"), step("verify"));
        OtpChallenge challenge = send();
        OtpCode own = app.gateway.codeTo(PHONE);
        app.clock.advance(PATIENCE);
        app.deliver();
        assertThat(check(challenge, own)).isEqualTo(wrong(RefusalReason.WRONG_CODE, 2));
        assertThat(check(challenge, RIGHT)).isInstanceOf(CodeCheck.Right.class);
    }

    @Test
    void answers_busy_while_nobody_knows_whether_the_provider_started() {
        start(step("verify"));
        app.gateway.answer("verify", new DeliveryOutcome.Unknown("lost answer"));
        OtpChallenge challenge = send();
        assertThatThrownBy(() -> check(challenge, app.gateway.codeTo(PHONE)))
                .isInstanceOf(CodeOwnerBusyException.class);
        assertThat(stored(challenge).attemptsLeft()).isEqualTo(3);
        assertThat(owner.checked()).isEmpty();
    }

    @Test
    void refuses_a_guess_whose_verification_was_replaced_meanwhile() {
        start(6, true, step("verify"));
        OtpChallenge challenge = send();
        owner.meanwhile(() -> resend(challenge));
        assertThat(check(challenge, RIGHT)).isEqualTo(wrong(RefusalReason.EXPIRED, 0));
        assertThat(check(challenge, RIGHT)).isInstanceOf(CodeCheck.Right.class);
    }

    @Test
    void counts_a_guess_once_whose_verification_was_replaced_by_a_code_of_its_own_meanwhile() {
        start(step("verify"), step("own"));
        OtpChallenge challenge = send();
        owner.meanwhile(() -> {
            app.clock.advance(PATIENCE);
            app.deliver();
        });
        assertThat(check(challenge, WRONG)).isEqualTo(wrong(RefusalReason.WRONG_CODE, 2));
        assertThat(owner.checked()).hasSize(1);
    }

    @Test
    void tells_the_provider_once_of_a_code_that_was_replaced() {
        start(step("verify"));
        OtpChallenge challenge = send();
        app.unitOfWork.execute(() -> {
            app.challengeRepository.update(stored(challenge).revoke(app.clock.instant()));
            return challenge;
        });
        app.endCodes.run();
        app.endCodes.run();
        assertThat(owner.canceled()).containsExactly(reference(0));
        assertThat(handed(challenge)).isEmpty();
    }

    @Test
    void tells_the_provider_nothing_of_a_code_that_it_called_right() {
        start(step("verify"));
        OtpChallenge challenge = send();
        check(challenge, RIGHT);
        app.endCodes.run();
        assertThat(owner.canceled()).isEmpty();
        assertThat(handed(challenge)).isEmpty();
    }

    @Test
    void leaves_a_provider_out_whose_codes_have_another_length() {
        start(8, false, step("verify"), step("own"));
        OtpChallenge challenge = send();
        assertThat(app.gateway.providers()).containsExactly("own");
        assertThat(check(challenge, app.gateway.codeTo(PHONE))).isInstanceOf(CodeCheck.Right.class);
    }

    @Test
    void shows_the_address_that_the_device_opens_to_whoever_holds_the_challenge() {
        start(0, false, step("verify"), step("own"));
        OtpChallenge challenge = send();
        assertThat(app.findCode.find(challenge.id()).orElseThrow().silentUrl())
                .contains("https://provider.example/" + reference(0));
        assertThat(check(challenge, OtpCode.parse("424242"))).isInstanceOf(CodeCheck.Right.class);
        assertThat(app.findCode.find(challenge.id()).orElseThrow().silentUrl()).isEmpty();
    }

    @Test
    void leaves_silent_authentication_out_for_codes_of_other_apis() {
        settings.handingConcealedCodesOver();
        start(0, false, step("verify"), step("own"));
        sendBoth();
        assertThat(app.gateway.providers()).doesNotContain("verify").contains("own");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sign-in", "reset-password", "verify-contact", "acme/sign-in", "acme/verify-contact"})
    void keeps_the_code_where_a_decoy_may_stand_for_it(String name) {
        OtpPurpose purpose = new OtpPurpose(name);
        start(step("verify"), step("own"));
        app.given(Fixtures.anyUser());
        OtpChallenge real = send(purpose);
        assertThat(app.gateway.providers()).contains("own").doesNotContain("verify");
        assertThat(stored(real).handedTo()).isNull();
        assertThat(check(real, app.gateway.codeTo(PHONE), purpose)).isInstanceOf(CodeCheck.Right.class);
    }

    @Test
    void does_not_mark_a_decoy_whose_real_code_would_stay_its_own() {
        start(step("verify"), step("own"));
        OtpChallenge decoy = send(OtpPurpose.SIGN_IN);
        assertThat(stored(decoy).decoy()).isTrue();
        assertThat(stored(decoy).handedTo()).isNull();
        assertThat(handed(decoy)).isEmpty();
    }

    @Test
    void leaves_silent_authentication_out_where_an_address_would_tell_of_an_account() {
        settings.handingConcealedCodesOver();
        start(0, false, step("verify"), step("own"));
        app.given(Fixtures.anyUser());
        OtpChallenge challenge = send(OtpPurpose.SIGN_IN);
        assertThat(app.gateway.providers()).doesNotContain("verify");
        assertThat(app.findCode.find(challenge.id()).orElseThrow().silentUrl()).isEmpty();
    }

    @Test
    void leaves_silent_authentication_out_for_faces_which_cannot_show_an_address() {
        start(0, false, step("verify"), step("own"));
        OtpPurpose face = OtpPurpose.VERIFY_CONTACT.forApp("sunbird");
        CodeSending sending = app.sendCode.send(SendCodeCommand.asked(face, PHONE, REQUESTER));
        app.deliver();
        assertThat(app.gateway.providers()).containsExactly("own");
        assertThat(handed(((CodeSending.Sent) sending).challenge().challenge())).isEmpty();
    }

    @Test
    void treats_a_decoy_like_a_code_that_the_provider_owns() {
        settings.handingConcealedCodesOver();
        start(step("verify"));
        OtpChallenge decoy = send(OtpPurpose.SIGN_IN);
        assertThat(stored(decoy).decoy()).isTrue();
        assertThat(stored(decoy).handedTo()).isEqualTo("verify");
        assertThat(app.gateway.providers()).isEmpty();
        assertThat(check(decoy, WRONG, OtpPurpose.SIGN_IN)).isEqualTo(wrong(RefusalReason.WRONG_CODE, 2));
        assertThat(owner.checked()).isEmpty();

        OtpChallenge real = send();
        owner.answer(OwnerAnswer.of(Verdict.NONE));
        assertThatThrownBy(() -> check(real, WRONG)).isInstanceOf(CodeOwnerBusyException.class);
        assertThatThrownBy(() -> check(decoy, WRONG, OtpPurpose.SIGN_IN)).isInstanceOf(CodeOwnerBusyException.class);
        app.clock.advance(Duration.ofHours(1));
        app.endCodes.run();
        assertThat(owner.canceled()).doesNotContain(HandedCode.NOBODYS);
    }

    private CodeCheck check(OtpChallenge challenge, OtpCode code, OtpPurpose purpose) {
        return app.checkCode.check(CheckCodeCommand.of(
                new ChallengeRef.ById(challenge.id()), purpose, code, new CheckCodeCommand.Effect.Spend(), ORIGIN));
    }
}
