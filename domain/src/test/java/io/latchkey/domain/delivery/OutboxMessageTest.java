package io.latchkey.domain.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.latchkey.domain.message.DeliveryState;
import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.otp.CodeReference;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.testkit.DomainFixtures;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutboxMessageTest {
    private static final Instant NOW = DomainFixtures.NOW;
    private static final Instant DEADLINE = NOW.plusSeconds(300);
    private static final CodeReference CODE =
            new CodeReference(new OtpChallengeId(new UUID(0, 1)), OtpPurpose.SIGN_IN, 2, "key-1");
    private static final OutboxMessage MESSAGE = OutboxMessage.queue(
            new OutboxMessageId(new UUID(0, 2)),
            MessageKind.CODE,
            CODE,
            DomainFixtures.EMAIL,
            Locale.ENGLISH,
            false,
            NOW,
            DEADLINE);

    @Test
    void is_due_at_once() {
        assertThat(MESSAGE.state()).isEqualTo(DeliveryState.QUEUED);
        assertThat(MESSAGE.nextAttemptAt()).isEqualTo(NOW);
        assertThat(MESSAGE.attempts()).isZero();
    }

    @Test
    void is_of_no_use_from_its_deadline_on() {
        assertThat(MESSAGE.isInTime(DEADLINE.minusNanos(1))).isTrue();
        assertThat(MESSAGE.isInTime(DEADLINE)).isFalse();
    }

    @Test
    void is_tried_again_after_the_wait() {
        OutboxMessage retried = MESSAGE.claim(NOW.plusSeconds(30)).retry("busy", Duration.ofSeconds(5), NOW);
        assertThat(retried.state()).isEqualTo(DeliveryState.QUEUED);
        assertThat(retried.attempts()).isEqualTo(1);
        assertThat(retried.nextAttemptAt()).isEqualTo(NOW.plusSeconds(5));
        assertThat(retried.failure()).isEqualTo("busy");
    }

    @Test
    void is_given_up_when_the_next_try_would_come_too_late() {
        assertThat(MESSAGE.retry("busy", Duration.ofSeconds(299), NOW).state()).isEqualTo(DeliveryState.QUEUED);
        assertThat(MESSAGE.retry("busy", Duration.ofMinutes(5), NOW).state()).isEqualTo(DeliveryState.FAILED);
    }

    @Test
    void remembers_who_took_it_and_forgets_what_failed_before() {
        OutboxMessage accepted =
                MESSAGE.retry("busy", Duration.ofSeconds(5), NOW).accept("primary", "ref");
        assertThat(accepted.state()).isEqualTo(DeliveryState.ACCEPTED);
        assertThat(accepted.provider()).isEqualTo("primary");
        assertThat(accepted.providerReference()).isEqualTo("ref");
        assertThat(accepted.failure()).isNull();
        assertThat(accepted.attempts()).isEqualTo(2);
    }

    /** A message that the first step's provider took. The second step is due in 30 s. */
    private static OutboxMessage taken() {
        return MESSAGE.claim(NOW.plusSeconds(30)).accept("first", "ref-1", 1, NOW.plusSeconds(30));
    }

    /** The same message after the last step's provider took it. */
    private static OutboxMessage takenAgain() {
        return taken().claim(NOW.plusSeconds(60)).accept("second", "ref-2");
    }

    @Test
    void waits_for_a_receipt_before_its_next_step() {
        assertThat(taken().state()).isEqualTo(DeliveryState.ACCEPTED);
        assertThat(taken().isTaken()).isTrue();
        assertThat(taken().step()).isEqualTo(1);
        assertThat(taken().nextAttemptAt()).isEqualTo(NOW.plusSeconds(30));
        assertThat(taken().attempts()).isEqualTo(1);
    }

    @Test
    void waits_for_nothing_when_its_deadline_is_sooner_than_the_receipt() {
        assertThat(MESSAGE.accept("first", "ref-1", 1, DEADLINE).nextAttemptAt())
                .isNull();
        assertThat(MESSAGE.accept("first", "ref-1", 1, DEADLINE.minusNanos(1)).nextAttemptAt())
                .isEqualTo(DEADLINE.minusNanos(1));
    }

    @Test
    void waits_for_nothing_after_the_last_step() {
        assertThat(takenAgain().nextAttemptAt()).isNull();
        assertThat(takenAgain().provider()).isEqualTo("second");
        assertThat(takenAgain().step()).isEqualTo(1);
    }

    @Test
    void is_delivered_when_the_receipt_says_so_whichever_provider_it_is_of() {
        for (String provider : new String[] {"first", "second"}) {
            OutboxMessage delivered = takenAgain().receive(provider, "any", DeliveryState.DELIVERED, NOW);
            assertThat(delivered.state()).isEqualTo(DeliveryState.DELIVERED);
            assertThat(delivered.nextAttemptAt()).isNull();
        }
    }

    @Test
    void takes_its_next_step_no_more_when_it_is_delivered() {
        OutboxMessage delivered = taken().receive("first", "ref-1", DeliveryState.DELIVERED, NOW);
        assertThat(delivered.nextAttemptAt()).isNull();
        assertThat(taken().claim(NOW.plusSeconds(60))
                        .receive("first", "ref-1", DeliveryState.DELIVERED, NOW)
                        .state())
                .isEqualTo(DeliveryState.DELIVERED);
    }

    @Test
    void takes_its_next_step_at_once_when_the_receipt_says_that_it_failed() {
        Instant later = NOW.plusSeconds(7);
        OutboxMessage next = taken().receive("first", "ref-1", DeliveryState.FAILED, later);
        assertThat(next.nextAttemptAt()).isEqualTo(later);
        assertThat(next.step()).isEqualTo(1);
        assertThat(next.state()).isEqualTo(DeliveryState.QUEUED);
        assertThat(next.isTaken()).isFalse();
    }

    @Test
    void has_failed_when_the_only_provider_that_took_it_says_so_and_no_other_takes_it() {
        OutboxMessage next = taken().receive("first", "ref-1", DeliveryState.FAILED, NOW);
        assertThat(next.fail("no provider").state()).isEqualTo(DeliveryState.FAILED);
        assertThat(next.retry("busy", Duration.ofSeconds(5), NOW).state()).isEqualTo(DeliveryState.QUEUED);
    }

    @Test
    void has_failed_when_the_last_step_says_so() {
        OutboxMessage failed = takenAgain().receive("second", "ref-2", DeliveryState.FAILED, NOW);
        assertThat(failed.state()).isEqualTo(DeliveryState.FAILED);
        assertThat(failed.nextAttemptAt()).isNull();
    }

    @Test
    void is_left_as_it_is_by_bad_news_of_an_earlier_step() {
        assertThat(takenAgain().receive("first", "ref-1", DeliveryState.FAILED, NOW))
                .isEqualTo(takenAgain());
        assertThat(takenAgain().receive("second", "ref-1", DeliveryState.FAILED, NOW))
                .isEqualTo(takenAgain());
        OutboxMessage underWay = taken().claim(NOW.plusSeconds(60));
        assertThat(underWay.receive("first", "ref-1", DeliveryState.FAILED, NOW))
                .isEqualTo(underWay);
    }

    @Test
    void keeps_to_the_first_that_is_said_of_it_in_the_end() {
        OutboxMessage delivered = takenAgain().receive("second", "ref-2", DeliveryState.DELIVERED, NOW);
        OutboxMessage failed = takenAgain().receive("second", "ref-2", DeliveryState.FAILED, NOW);
        assertThat(delivered.receive("second", "ref-2", DeliveryState.FAILED, NOW))
                .isEqualTo(delivered);
        assertThat(failed.receive("second", "ref-2", DeliveryState.DELIVERED, NOW))
                .isEqualTo(failed);
    }

    @Test
    void stays_accepted_when_its_fall_back_comes_to_nothing() {
        OutboxMessage claimed = taken().claim(NOW.plusSeconds(60));
        assertThat(claimed.fail("no").state()).isEqualTo(DeliveryState.ACCEPTED);
        assertThat(claimed.fail("no").nextAttemptAt()).isNull();
        assertThat(claimed.fail("no").provider()).isEqualTo("first");
        assertThat(claimed.retry("busy", Duration.ofMinutes(5), NOW).state()).isEqualTo(DeliveryState.ACCEPTED);
        OutboxMessage retried = claimed.retry("busy", Duration.ofSeconds(5), NOW);
        assertThat(retried.state()).isEqualTo(DeliveryState.ACCEPTED);
        assertThat(retried.nextAttemptAt()).isEqualTo(NOW.plusSeconds(5));
        assertThat(retried.step()).isEqualTo(1);
    }

    @Test
    void is_given_up_when_nobody_waits_for_it_and_stays_taken_when_it_was() {
        assertThat(MESSAGE.cancel().state()).isEqualTo(DeliveryState.FAILED);
        assertThat(MESSAGE.cancel().failure()).isEqualTo(OutboxMessage.CANCELLED);
        assertThat(MESSAGE.cancel().nextAttemptAt()).isNull();
        assertThat(MESSAGE.cancel().attempts()).isZero();
        assertThat(taken().cancel().state()).isEqualTo(DeliveryState.ACCEPTED);
        assertThat(taken().cancel().nextAttemptAt()).isNull();
        assertThat(taken().cancel().provider()).isEqualTo("first");
    }

    @ParameterizedTest
    @CsvSource({
        "QUEUED, false, QUEUED",
        "SENDING, false, SENDING",
        "QUEUED, true, ACCEPTED",
        "SENDING, true, ACCEPTED",
        "ACCEPTED, true, ACCEPTED",
        "DELIVERED, true, DELIVERED",
        "FAILED, true, FAILED",
        "FAILED, false, FAILED"
    })
    void shows_a_taken_message_as_accepted_while_a_fall_back_is_under_way(
            DeliveryState state, boolean isTaken, DeliveryState shown) {
        assertThat(state.shown(isTaken)).isEqualTo(shown);
    }

    @Test
    void holds_no_code_and_no_full_address_when_printed() {
        assertThat(MESSAGE.toString()).doesNotContain("ada@example.org");
        assertThat(CODE.previous().generation()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"QUEUED, queued", "SENDING, queued", "ACCEPTED, accepted", "DELIVERED, delivered", "FAILED, failed"})
    void tells_callers_four_states(DeliveryState state, String wireName) {
        assertThat(state.wireName()).isEqualTo(wireName);
    }

    @ParameterizedTest
    @CsvSource({"CODE, code", "CONTACT_TAKEN, contact-taken", "SECOND_FACTOR_CHANGED, second-factor-changed"})
    void names_its_text_after_its_kind(MessageKind kind, String wireName) {
        assertThat(kind.wireName()).isEqualTo(wireName);
    }

    @ParameterizedTest
    @CsvSource({"1, PT5S", "2, PT10S", "4, PT40S", "5, PT1M", "30, PT1M", "1000000, PT1M"})
    void doubles_the_wait_up_to_the_longest(int attempts, Duration wait) {
        RetryPolicy policy = new RetryPolicy(
                Duration.ofSeconds(5), Duration.ofMinutes(1), Duration.ofSeconds(30), UnknownOutcome.OTHER_PROVIDER);
        assertThat(policy.waitAfter(attempts)).isEqualTo(wait);
    }

    @ParameterizedTest
    @CsvSource({"PT42S, PT42S", "PT1H, PT1H", "PT0S, PT10S", "PT-1S, PT10S", ", PT10S"})
    void waits_as_long_as_is_asked_where_any_wait_is(Duration asked, Duration wait) {
        RetryPolicy policy = new RetryPolicy(
                Duration.ofSeconds(5), Duration.ofMinutes(1), Duration.ofSeconds(30), UnknownOutcome.OTHER_PROVIDER);
        assertThat(policy.waitAfter(2, Optional.ofNullable(asked))).isEqualTo(wait);
    }

    @ParameterizedTest
    @CsvSource({"PT0S, PT1M, PT30S", "PT-1S, PT1M, PT30S", "PT2M, PT1M, PT30S", "PT5S, PT1M, PT9S"})
    void refuses_a_retry_policy_that_makes_no_sense(Duration first, Duration longest, Duration claim) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetryPolicy(first, longest, claim, UnknownOutcome.OTHER_PROVIDER));
    }
}
