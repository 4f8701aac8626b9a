package io.latchkey.application.guard.service;

import static io.latchkey.application.testkit.Fixtures.EMAIL;
import static io.latchkey.application.testkit.Fixtures.ORIGIN;
import static io.latchkey.application.testkit.Fixtures.OTHER_ORIGIN;
import static io.latchkey.application.testkit.Fixtures.PHONE;
import static io.latchkey.application.testkit.Fixtures.REQUESTER;
import static io.latchkey.application.testkit.Fixtures.STRANGER_EMAIL;
import static io.latchkey.application.testkit.Fixtures.STRANGER_PHONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.application.otp.CheckCodeUseCase.CodeCheck;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.shared.Requester;
import io.latchkey.application.testkit.CodeOwner;
import io.latchkey.application.testkit.Concurrently;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.MutableClock;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.application.throttle.Blocked;
import io.latchkey.application.throttle.CodesUsedUp;
import io.latchkey.application.throttle.TooSoon;
import io.latchkey.domain.guard.ContactBlock;
import io.latchkey.domain.guard.ContactBlock.Cause;
import io.latchkey.domain.otp.CodeFormat;
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
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Codes to contacts that get blocked: four a day, two guesses each. */
class ContactGuardTest {
    private static final OtpPurpose PURPOSE = OtpPurpose.VERIFY_CONTACT.forApp("acme");
    private static final CodeOwner NEWCOMER = CodeOwner.newcomer(PHONE);
    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final Duration DAY = Duration.ofDays(1);

    private TestApplication app =
            TestApplication.settings().otp(Fixtures.otpPolicies(policy(4))).start();

    private static OtpPolicy policy(int generations) {
        return new OtpPolicy(
                CodeFormat.digits(6), LIFETIME, 2, 10, Duration.ZERO, generations, DAY, ResendPolicy.REUSE);
    }

    private CodeSending send(CodeOwner owner) {
        return send(owner, ORIGIN);
    }

    private CodeSending send(CodeOwner owner, ClientOrigin origin) {
        return app.sendCode.send(owner.send(PURPOSE, new Requester(Locale.ENGLISH, origin)));
    }

    private OtpChallenge sent(CodeOwner owner) {
        return ((CodeSending.Sent) send(owner)).challenge().challenge();
    }

    private CodeCheck check(CodeOwner owner, OtpCode guess) {
        return app.checkCode.check(owner.check(PURPOSE, guess, REQUESTER));
    }

    private OtpCode delivered(Contact contact) {
        app.deliver();
        return app.gateway.codeTo(contact);
    }

    private static OtpCode wrong(OtpCode right) {
        String value = right.value();
        return new OtpCode((value.startsWith("0") ? "1" : "0") + value.substring(1));
    }

    private void exhaust(CodeOwner owner, Contact contact) {
        OtpCode wrong = wrong(delivered(contact));
        check(owner, wrong);
        assertThat(check(owner, wrong)).isEqualTo(new CodeCheck.Wrong(RefusalReason.WRONG_CODE, 0, 2));
    }

    /** Why a code was refused. */
    private static TooSoon why(CodeSending outcome) {
        return ((CodeSending.Refused) outcome).why();
    }

    /** Why there was nothing to guess at. */
    private static RefusalReason over(CodeCheck outcome) {
        CodeCheck.Wrong wrong = (CodeCheck.Wrong) outcome;
        assertThat(wrong.reason()).isNotEqualTo(RefusalReason.WRONG_CODE);
        return wrong.reason();
    }

    private static RefusalReason reason(CodeCheck outcome) {
        return ((CodeCheck.Wrong) outcome).reason();
    }

    private Cause cause(CodeSending outcome) {
        assertThat(why(outcome)).isInstanceOf(Blocked.class);
        return app.blocks
                .findKnown(app.blocks.ofContact(PURPOSE, PHONE))
                .orElseThrow()
                .cause();
    }

    /** Nobody may ask the store for anything while this runs. */
    private <T> T withoutStore(Supplier<T> work) {
        int commits = app.unitOfWork.commits();
        int reads = app.unitOfWork.reads();
        T outcome = work.get();
        assertThat(app.unitOfWork.commits() + app.unitOfWork.reads())
                .as("units of work")
                .isEqualTo(commits + reads);
        return outcome;
    }

    @Test
    void uses_up_a_code_once() {
        sent(NEWCOMER);
        OtpCode code = delivered(PHONE);
        assertThat(check(NEWCOMER, code)).isInstanceOf(CodeCheck.Right.class);
        assertThat(over(check(NEWCOMER, code))).isEqualTo(RefusalReason.ALREADY_USED);
    }

    @Test
    void knows_no_code_where_none_was_sent() {
        assertThat(over(check(NEWCOMER, new OtpCode("123456")))).isEqualTo(RefusalReason.UNKNOWN_CHALLENGE);
    }

    @Test
    void sends_a_pending_code_again_with_the_deadline_and_the_guesses_it_had() {
        OtpChallenge first = sent(NEWCOMER);
        OtpCode code = delivered(PHONE);
        assertThat(check(NEWCOMER, wrong(code))).isEqualTo(new CodeCheck.Wrong(RefusalReason.WRONG_CODE, 1, 2));
        app.clock.advance(Duration.ofMinutes(1));
        OtpChallenge again = sent(NEWCOMER);
        assertThat(again.id()).isEqualTo(first.id());
        assertThat(again.expiresAt()).isEqualTo(first.expiresAt());
        assertThat(again.attemptsLeft()).isEqualTo(1);
        assertThat(delivered(PHONE)).isEqualTo(code);
    }

    @Test
    void makes_a_new_code_with_all_its_guesses_once_the_old_one_has_expired() {
        sent(NEWCOMER);
        check(NEWCOMER, wrong(delivered(PHONE)));
        app.clock.advance(LIFETIME);
        assertThat(sent(NEWCOMER).attemptsLeft()).isEqualTo(2);
    }

    @Test
    void counts_codes_on_when_the_old_one_has_expired() {
        for (int code = 0; code < 4; code++) {
            sent(NEWCOMER);
            app.clock.advance(LIFETIME);
        }
        assertThat(why(send(NEWCOMER))).isInstanceOf(CodesUsedUp.class);
    }

    @Test
    void says_which_limit_was_reached_and_blocks_from_then_on() {
        for (int code = 0; code < 4; code++) {
            sent(NEWCOMER);
        }
        CodesUsedUp reached = (CodesUsedUp) why(send(NEWCOMER));
        assertThat(reached.throttled().limit().quota()).isEqualTo(4);
        assertThat(reached.throttled().limit().window()).isEqualTo(DAY);
        assertThat(cause(send(NEWCOMER))).isEqualTo(Cause.CODES);
    }

    @Test
    void takes_the_pending_code_of_a_contact_that_had_its_last_one() {
        for (int code = 0; code < 5; code++) {
            send(NEWCOMER);
        }
        assertThat(why(send(NEWCOMER))).isInstanceOf(Blocked.class);
        assertThat(check(NEWCOMER, delivered(PHONE))).isInstanceOf(CodeCheck.Right.class);
    }

    @Test
    void blocks_with_the_last_wrong_guess_until_the_window_of_the_first_code_ends() {
        sent(NEWCOMER);
        app.clock.advance(Duration.ofHours(1));
        sent(NEWCOMER);
        exhaust(NEWCOMER, PHONE);
        assertThat(cause(send(NEWCOMER))).isEqualTo(Cause.GUESSES);
        app.clock.advance(Duration.ofHours(23).minusMillis(1));
        assertThat(why(send(NEWCOMER))).isInstanceOf(Blocked.class);
        app.clock.advance(Duration.ofMillis(1));
        assertThat(sent(NEWCOMER).attemptsLeft()).isEqualTo(2);
    }

    @Test
    void blocks_for_a_whole_window_where_codes_are_not_limited() {
        app = TestApplication.settings().otp(Fixtures.otpPolicies(policy(0))).start();
        sent(NEWCOMER);
        exhaust(NEWCOMER, PHONE);
        app.clock.advance(DAY.minusMillis(1));
        assertThat(why(send(NEWCOMER))).isInstanceOf(Blocked.class);
        app.clock.advance(Duration.ofMillis(1));
        assertThat(send(NEWCOMER)).isInstanceOf(CodeSending.Sent.class);
    }

    @Test
    void takes_not_even_the_right_code_after_the_last_wrong_guess() {
        sent(NEWCOMER);
        OtpCode right = delivered(PHONE);
        exhaust(NEWCOMER, PHONE);
        assertThat(over(check(NEWCOMER, right))).isEqualTo(RefusalReason.LOCKED);
        assertThat(app.audit.entries().get(app.audit.entries().size() - 1))
                .as("recorded although nothing was compared")
                .satisfies(last -> assertThat(last.details()).containsEntry("reason", RefusalReason.LOCKED.name()));
    }

    @Test
    void leaves_other_contacts_and_purposes_alone() {
        sent(NEWCOMER);
        exhaust(NEWCOMER, PHONE);
        assertThat(send(CodeOwner.newcomer(STRANGER_PHONE))).isInstanceOf(CodeSending.Sent.class);
        OtpPurpose other = OtpPurpose.VERIFY_CONTACT;
        assertThat(app.sendCode.send(NEWCOMER.send(other, REQUESTER))).isInstanceOf(CodeSending.Sent.class);
    }

    @Test
    void asks_the_store_nothing_about_a_blocked_contact() {
        sent(NEWCOMER);
        exhaust(NEWCOMER, PHONE);
        assertThat(why(withoutStore(() -> send(NEWCOMER)))).isInstanceOf(Blocked.class);
        assertThat(over(withoutStore(() -> check(NEWCOMER, new OtpCode("123456")))))
                .isEqualTo(RefusalReason.LOCKED);
    }

    @Test
    void asks_the_store_nothing_about_a_blocked_account() {
        User user = app.given(Fixtures.anyUser());
        CodeOwner owner = CodeOwner.account(user.id(), ContactKind.EMAIL);
        sent(owner);
        exhaust(owner, EMAIL);
        assertThat(why(withoutStore(() -> send(owner)))).isInstanceOf(Blocked.class);
        assertThat(over(withoutStore(() -> check(owner, new OtpCode("123456")))))
                .isEqualTo(RefusalReason.LOCKED);
        assertThat(send(CodeOwner.account(user.id(), ContactKind.PHONE))).isInstanceOf(CodeSending.Sent.class);
    }

    @Test
    void knows_the_block_of_a_contact_by_the_account_that_got_it_later() {
        sent(NEWCOMER);
        exhaust(NEWCOMER, PHONE);
        User user = app.given(Fixtures.anyUser());
        CodeOwner owner = CodeOwner.account(user.id(), ContactKind.PHONE);
        assertThat(why(send(owner))).isInstanceOf(Blocked.class);
        assertThat(why(withoutStore(() -> send(owner)))).isInstanceOf(Blocked.class);
    }

    @Test
    void stops_another_node_that_has_not_heard_of_the_block() {
        ContactBlock block = app.unitOfWork.execute(() -> app.blocks
                .putUp(List.of(app.blocks.ofContact(PURPOSE, PHONE)), Cause.GUESSES, MutableClock.START.plus(DAY))
                .get(0));
        assertThat(app.blocks.findKnown(block.subject())).isEmpty();
        assertThat(why(send(NEWCOMER))).isEqualTo(Blocked.until(block.endsAt(), app.clock.instant()));
        assertThat(why(withoutStore(() -> send(NEWCOMER))))
                .isEqualTo(Blocked.until(block.endsAt(), app.clock.instant()));
        assertThat(app.challenges()).isEmpty();
    }

    @Test
    void tells_every_node_of_a_block_and_one_that_starts_later() {
        ContactBlocks other = new ContactBlocks(app.blockRepository, app.digester, app.unitOfWork, app.clock);
        other.refresh();
        sent(NEWCOMER);
        exhaust(NEWCOMER, PHONE);
        UUID subject = app.blocks.ofContact(PURPOSE, PHONE);
        assertThat(other.findKnown(subject)).isEmpty();
        app.clock.advance(Duration.ofSeconds(3));
        other.refresh();
        assertThat(other.findKnown(subject)).isPresent();
        app.clock.advance(Duration.ofHours(2));
        ContactBlocks restarted = new ContactBlocks(app.blockRepository, app.digester, app.unitOfWork, app.clock);
        restarted.refresh();
        assertThat(restarted.findKnown(subject)).isPresent();
        app.clock.advance(DAY);
        assertThat(restarted.findKnown(subject)).isEmpty();
    }

    @Test
    void learns_of_a_block_a_node_with_a_slow_clock_committed_late() {
        app.blocks.refresh();
        app.clock.advance(Duration.ofSeconds(60));
        app.blocks.refresh();
        UUID subject = app.blocks.ofContact(PURPOSE, PHONE);
        ContactBlock late = new ContactBlock(
                subject, Cause.CODES, MutableClock.START.minusSeconds(30), MutableClock.START.plus(DAY));
        app.unitOfWork.execute(() -> {
            app.blockRepository.save(late);
            return true;
        });
        app.blocks.refresh();
        assertThat(app.blocks.findKnown(subject)).contains(late);
    }

    @Test
    void keeps_neither_contact_nor_account_readable_in_a_block() {
        sent(NEWCOMER);
        exhaust(NEWCOMER, PHONE);
        assertThat(app.unitOfWork.read(() -> app.blockRepository.findLive(MutableClock.START, MutableClock.START, 10)))
                .hasSize(1)
                .allSatisfy(block -> assertThat(block.toString()).doesNotContain(PHONE.value()));
    }

    @Test
    void forgets_blocks_that_are_over() {
        sent(NEWCOMER);
        exhaust(NEWCOMER, PHONE);
        app.clock.advance(DAY.plusSeconds(1));
        app.purge.run();
        assertThat(app.unitOfWork.read(
                        () -> app.blockRepository.find(app.blocks.ofContact(PURPOSE, PHONE), MutableClock.START)))
                .isEmpty();
    }

    @Test
    void sends_nothing_to_a_newcomer_whose_contact_an_account_has() {
        app.given(Fixtures.anyUser());
        assertThat(send(NEWCOMER)).isEqualTo(new CodeSending.ContactTaken());
        assertThat(app.outbox()).isEmpty();
    }

    @Test
    void sends_to_the_contact_an_account_has_and_no_other() {
        User user = app.given(Fixtures.anyUser());
        CodeOwner owner = CodeOwner.account(user.id(), ContactKind.EMAIL);
        assertThat(sent(owner).contact()).isEqualTo(EMAIL);
        assertThat(check(owner, delivered(EMAIL))).isInstanceOf(CodeCheck.Right.class);
    }

    @Test
    void says_that_an_account_is_unknown_suspended_or_without_such_a_contact() {
        CodeOwner unknown = CodeOwner.account(new UserId(new UUID(9, 9)), ContactKind.PHONE);
        OtpCode guess = new OtpCode("123456");
        assertThat(send(unknown)).isEqualTo(new CodeSending.UnknownAccount());
        assertThat(check(unknown, guess)).isEqualTo(new CodeCheck.UnknownAccount());
        User suspended = app.given(Fixtures.withStatus(Fixtures.otherUser(), UserStatus.PENDING));
        assertThat(send(CodeOwner.account(suspended.id(), ContactKind.PHONE)))
                .isEqualTo(new CodeSending.UnknownAccount());
        User user = app.given(Fixtures.anyUser().remove(ContactKind.PHONE, Fixtures.NOW));
        CodeOwner without = CodeOwner.account(user.id(), ContactKind.PHONE);
        assertThat(send(without)).isEqualTo(new CodeSending.NoSuchContact());
        assertThat(check(without, guess)).isEqualTo(new CodeCheck.NoSuchContact());
    }

    @Test
    void counts_every_call_of_one_address_whatever_comes_of_it() {
        app = TestApplication.settings()
                .otp(Fixtures.otpPolicies(policy(4)))
                .guardedPerAddress(2)
                .start();
        app.given(Fixtures.anyUser());
        assertThat(send(NEWCOMER)).isEqualTo(new CodeSending.ContactTaken());
        check(NEWCOMER, new OtpCode("123456"));
        CodeSending.Refused refused = (CodeSending.Refused) send(NEWCOMER);
        assertThat(refused.why().retryAfter()).isEqualTo(Duration.ofHours(1));
        assertThat(check(NEWCOMER, new OtpCode("123456"))).isInstanceOf(CodeCheck.Refused.class);
        assertThat(send(CodeOwner.newcomer(STRANGER_EMAIL), OTHER_ORIGIN)).isInstanceOf(CodeSending.Sent.class);
    }

    @Test
    void spends_exactly_two_of_many_guesses_at_once_and_blocks_once() {
        sent(NEWCOMER);
        OtpCode wrong = wrong(delivered(PHONE));
        List<CodeCheck> outcomes = Concurrently.run(16, () -> check(NEWCOMER, wrong));
        assertThat(outcomes.stream().filter(outcome -> reason(outcome) == RefusalReason.WRONG_CODE))
                .containsExactlyInAnyOrder(
                        new CodeCheck.Wrong(RefusalReason.WRONG_CODE, 1, 2),
                        new CodeCheck.Wrong(RefusalReason.WRONG_CODE, 0, 2));
        assertThat(outcomes.stream().filter(outcome -> reason(outcome) != RefusalReason.WRONG_CODE))
                .hasSize(14);
        assertThat(why(send(NEWCOMER))).isInstanceOf(Blocked.class);
    }

    @Test
    void sends_exactly_four_of_many_codes_wanted_at_once() {
        List<CodeSending> outcomes = Concurrently.run(16, () -> send(NEWCOMER));
        assertThat(outcomes.stream().filter(CodeSending.Sent.class::isInstance)).hasSize(4);
        assertThat(outcomes)
                .allMatch(outcome -> outcome instanceof CodeSending.Sent
                        || why(outcome) instanceof CodesUsedUp
                        || why(outcome) instanceof Blocked);
        assertThat(app.challenges()).hasSize(1);
    }

    @Test
    void does_the_same_when_the_store_makes_every_work_run_twice() {
        app.unitOfWork.repeatEveryWork();
        sent(NEWCOMER);
        exhaust(NEWCOMER, PHONE);
        assertThat(cause(send(NEWCOMER))).isEqualTo(Cause.GUESSES);
    }

    @Test
    void keeps_the_guess_and_the_block_together_when_the_commit_fails() {
        sent(NEWCOMER);
        OtpCode wrong = wrong(delivered(PHONE));
        check(NEWCOMER, wrong);
        app.unitOfWork.failNextCommit(new IllegalStateException("no connection"));
        assertThatThrownBy(() -> check(NEWCOMER, wrong)).hasMessage("no connection");
        UUID subject = app.blocks.ofContact(PURPOSE, PHONE);
        assertThat(app.unitOfWork.read(() -> app.blocks.findStored(subject))).isEmpty();
        assertThat(app.blocks.findKnown(subject)).isEmpty();
        assertThat(check(NEWCOMER, wrong)).isEqualTo(new CodeCheck.Wrong(RefusalReason.WRONG_CODE, 0, 2));
    }
}
