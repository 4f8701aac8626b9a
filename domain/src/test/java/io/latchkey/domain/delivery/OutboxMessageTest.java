package io.latchkey.domain.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.EmailAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutboxMessageTest {
    private static final Instant NOW = Instant.parse("2030-01-01T12:00:00Z");
    private static final Instant DEADLINE = NOW.plusSeconds(300);
    private static final CodeReference CODE =
            new CodeReference(new OtpChallengeId(new UUID(0, 1)), OtpPurpose.SIGN_IN, 2, "key-1");
    private static final OutboxMessage MESSAGE = OutboxMessage.queue(
            new OutboxMessageId(new UUID(0, 2)),
            MessageKind.CODE,
            CODE,
            new EmailAddress("ada@example.org"),
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
    @CsvSource({"PT0S, PT1M, PT30S", "PT-1S, PT1M, PT30S", "PT2M, PT1M, PT30S", "PT5S, PT1M, PT9S"})
    void refuses_a_retry_policy_that_makes_no_sense(Duration first, Duration longest, Duration claim) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetryPolicy(first, longest, claim, UnknownOutcome.OTHER_PROVIDER));
    }
}
