package io.latchkey.domain.delivery;

import static io.latchkey.domain.delivery.ProviderHealth.State.CLOSED;
import static io.latchkey.domain.delivery.ProviderHealth.State.HALF_OPEN;
import static io.latchkey.domain.delivery.ProviderHealth.State.OPEN;
import static io.latchkey.domain.delivery.ProviderHealth.State.RAMPING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.latchkey.domain.testkit.DomainFixtures;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderHealthTest {
    private static final Instant NOW = Instant.parse("2030-01-01T12:00:00Z");
    private static final Instant PAUSE_ENDS = NOW.plusSeconds(10);
    private static final Instant RESTORED = NOW.plusSeconds(11);

    /** Opens at four failures of half the calls, pauses 10 s up to 40 s, ramps over a minute, forgets half in 30 s. */
    private static final HealthPolicy POLICY = DomainFixtures.healthPolicy();

    private static ProviderHealth failed(ProviderHealth health, int times, Instant now) {
        ProviderHealth next = health;
        for (int i = 0; i < times; i++) {
            next = next.fail(POLICY, now, now);
        }
        return next;
    }

    private static ProviderHealth succeeded(ProviderHealth health, int times, Instant now) {
        ProviderHealth next = health;
        for (int i = 0; i < times; i++) {
            next = next.succeed(POLICY, now, now);
        }
        return next;
    }

    private static ProviderHealth unseen() {
        return ProviderHealth.unseen(NOW);
    }

    /** A provider that is passed over from now on. */
    private static ProviderHealth paused() {
        return failed(unseen(), 4, NOW);
    }

    /** A provider that answered the message that tried it out, a second after its pause. */
    private static ProviderHealth restored() {
        return paused().probe(RESTORED).succeed(POLICY, RESTORED, RESTORED);
    }

    /** A provider that was paused this many times in a row. Each time the message that tried it out failed. */
    private static ProviderHealth pausedTimes(int times) {
        ProviderHealth health = paused();
        for (int i = 1; i < times; i++) {
            Instant due = health.pausedUntil();
            health = health.probe(due).fail(POLICY, due, due);
        }
        return health;
    }

    @Test
    void has_its_whole_share_while_nothing_is_known_of_it() {
        assertThat(unseen().state(POLICY, NOW)).isEqualTo(CLOSED);
        assertThat(unseen().share(POLICY, NOW)).isEqualTo(1);
        assertThat(unseen().isDueForProbe(POLICY, NOW)).isFalse();
    }

    @Test
    void is_passed_over_from_the_last_of_the_failures_it_may_have_on() {
        assertThat(failed(unseen(), 3, NOW).state(POLICY, NOW)).isEqualTo(CLOSED);
        assertThat(failed(unseen(), 3, NOW).share(POLICY, NOW)).isEqualTo(1);
        assertThat(paused().state(POLICY, NOW)).isEqualTo(OPEN);
        assertThat(paused().share(POLICY, NOW)).isZero();
        assertThat(paused().pausedUntil()).isEqualTo(PAUSE_ENDS);
    }

    @ParameterizedTest
    @CsvSource({"0, OPEN", "1, OPEN", "2, CLOSED", "50, CLOSED"})
    void is_passed_over_when_enough_of_its_calls_fail_though_some_succeed(int between, ProviderHealth.State state) {
        ProviderHealth health = unseen();
        for (int failures = 0; failures < 4; failures++) {
            health = failed(succeeded(health, between, NOW), 1, NOW);
        }
        assertThat(health.state(POLICY, NOW)).isEqualTo(state);
    }

    @Test
    void is_passed_over_when_nothing_gets_through_any_more_however_good_it_was() {
        ProviderHealth good = succeeded(unseen(), 10_000, NOW);
        assertThat(failed(good, 3, NOW).state(POLICY, NOW)).isEqualTo(CLOSED);
        assertThat(failed(good, 4, NOW).state(POLICY, NOW)).isEqualTo(OPEN);
    }

    @Test
    void is_passed_over_when_failures_come_one_after_the_other() {
        ProviderHealth health = unseen();
        for (int second = 0; second < 4; second++) {
            health = failed(health, 1, NOW.plusSeconds(second));
        }
        assertThat(health.state(POLICY, NOW.plusSeconds(3))).isEqualTo(OPEN);
    }

    @Test
    void is_forgiven_old_failures() {
        Instant later = NOW.plusSeconds(30);
        ProviderHealth health = succeeded(failed(unseen(), 3, NOW), 1, NOW).fail(POLICY, later, later);
        assertThat(health.failures()).isCloseTo(2.5, within(1e-9));
        assertThat(health.state(POLICY, later)).isEqualTo(CLOSED);
    }

    @Test
    void does_not_live_off_old_successes() {
        Instant later = NOW.plusSeconds(300);
        assertThat(failed(succeeded(unseen(), 1000, NOW), 4, later).state(POLICY, later))
                .isEqualTo(OPEN);
    }

    @Test
    void remembers_no_more_than_it_saw_when_the_clock_is_set_back() {
        Instant earlier = NOW.minusSeconds(300);
        assertThat(failed(failed(unseen(), 2, NOW), 1, earlier).failures()).isEqualTo(3);
    }

    @Test
    void may_be_tried_out_when_its_pause_is_over() {
        Instant justBefore = PAUSE_ENDS.minusNanos(1);
        assertThat(paused().state(POLICY, justBefore)).isEqualTo(OPEN);
        assertThat(paused().isDueForProbe(POLICY, justBefore)).isFalse();
        assertThat(paused().state(POLICY, PAUSE_ENDS)).isEqualTo(HALF_OPEN);
        assertThat(paused().isDueForProbe(POLICY, PAUSE_ENDS)).isTrue();
        assertThat(paused().share(POLICY, PAUSE_ENDS)).isZero();
    }

    @Test
    void is_tried_out_by_one_message_at_a_time() {
        ProviderHealth probed = paused().probe(PAUSE_ENDS);
        assertThat(probed.isDueForProbe(POLICY, PAUSE_ENDS)).isFalse();
        assertThat(probed.isDueForProbe(POLICY, PAUSE_ENDS.plusSeconds(39))).isFalse();
    }

    @Test
    void is_tried_out_again_when_nobody_heard_of_the_message_that_did() {
        assertThat(paused().probe(PAUSE_ENDS).isDueForProbe(POLICY, PAUSE_ENDS.plusSeconds(40)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1, PT10S", "2, PT20S", "3, PT40S", "4, PT40S", "100, PT40S"})
    void is_passed_over_twice_as_long_each_time_it_is_tried_out_in_vain_up_to_the_longest(int times, Duration pause) {
        ProviderHealth health = pausedTimes(times);
        assertThat(Duration.between(health.seenAt(), health.pausedUntil())).isEqualTo(pause);
        assertThat(health.pauses()).isEqualTo(times);
        assertThat(health.isDueForProbe(POLICY, health.pausedUntil())).isTrue();
    }

    @Test
    void is_not_passed_over_longer_by_calls_that_began_before() {
        Instant later = NOW.plusSeconds(5);
        assertThat(paused().fail(POLICY, NOW.minusSeconds(1), later).pausedUntil())
                .isEqualTo(PAUSE_ENDS);
        ProviderHealth probed = paused().probe(PAUSE_ENDS);
        assertThat(probed.fail(POLICY, NOW.minusSeconds(1), PAUSE_ENDS)).isEqualTo(probed);
    }

    @Test
    void is_not_restored_by_calls_that_began_before_it_failed() {
        ProviderHealth health = paused().succeed(POLICY, NOW.minusMillis(1), NOW.plusMillis(1));
        assertThat(health.state(POLICY, NOW.plusMillis(1))).isEqualTo(OPEN);
    }

    @Test
    void is_restored_by_a_message_that_had_nobody_else_to_go_to() {
        Instant later = NOW.plusSeconds(5);
        assertThat(paused().succeed(POLICY, later, later).state(POLICY, later)).isEqualTo(RAMPING);
    }

    @Test
    void is_not_blamed_after_it_is_restored_for_calls_from_before() {
        ProviderHealth health = restored();
        for (int i = 0; i < 10; i++) {
            health = health.fail(POLICY, PAUSE_ENDS, RESTORED.plusSeconds(1));
        }
        assertThat(health).isEqualTo(restored());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.05",
        "1, 0.05",
        "3, 0.05",
        "6, 0.1",
        "15, 0.25",
        "30, 0.5",
        "45, 0.75",
        "59, 0.983",
        "60, 1",
        "600, 1"
    })
    void gets_its_share_back_little_by_little(int seconds, double share) {
        assertThat(restored().share(POLICY, RESTORED.plusSeconds(seconds))).isCloseTo(share, within(0.001));
    }

    @Test
    void rests_again_when_it_has_its_whole_share() {
        assertThat(restored().state(POLICY, RESTORED.plusSeconds(60).minusNanos(1)))
                .isEqualTo(RAMPING);
        assertThat(restored().state(POLICY, RESTORED.plusSeconds(60))).isEqualTo(CLOSED);
    }

    @Test
    void is_passed_over_longer_when_it_fails_again_before_it_has_its_whole_share() {
        Instant later = RESTORED.plusSeconds(20);
        assertThat(failed(restored(), 1, later).state(POLICY, later)).isEqualTo(RAMPING);
        ProviderHealth health = failed(restored(), 4, later);
        assertThat(health.state(POLICY, later)).isEqualTo(OPEN);
        assertThat(health.pausedUntil()).isEqualTo(later.plusSeconds(20));
    }

    @Test
    void begins_with_the_first_pause_again_once_it_worked_with_its_whole_share() {
        Instant rested = RESTORED.plusSeconds(60);
        ProviderHealth health = failed(succeeded(restored(), 1, rested), 5, rested);
        assertThat(health.pausedUntil()).isEqualTo(rested.plusSeconds(10));
    }

    @Test
    void takes_nothing_while_it_is_busy_and_is_not_blamed() {
        Instant until = NOW.plusSeconds(7);
        ProviderHealth busy = unseen();
        for (int i = 0; i < 100; i++) {
            busy = busy.busy(NOW, until);
        }
        assertThat(busy.share(POLICY, until.minusNanos(1))).isZero();
        assertThat(busy.share(POLICY, until)).isEqualTo(1);
        assertThat(busy.state(POLICY, NOW)).isEqualTo(CLOSED);
        assertThat(busy.failures()).isZero();
    }

    @Test
    void stays_busy_when_an_earlier_message_is_taken() {
        Instant until = NOW.plusSeconds(7);
        assertThat(succeeded(unseen().busy(NOW, until), 1, NOW).share(POLICY, NOW))
                .isZero();
    }

    @Test
    void is_tried_out_again_when_it_was_busy_the_first_time() {
        Instant until = PAUSE_ENDS.plusSeconds(7);
        ProviderHealth health = paused().probe(PAUSE_ENDS).busy(PAUSE_ENDS, until);
        assertThat(health.isDueForProbe(POLICY, until.minusNanos(1))).isFalse();
        assertThat(health.isDueForProbe(POLICY, until)).isTrue();
    }

    @Test
    void is_not_tried_out_twice_at_once_because_an_older_call_found_it_busy() {
        ProviderHealth health = paused().probe(PAUSE_ENDS).busy(NOW, NOW);
        assertThat(health.isDueForProbe(POLICY, PAUSE_ENDS)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"CLOSED, resting", "RAMPING, ramping", "OPEN, open", "HALF_OPEN, half-open"})
    void names_where_it_stands(ProviderHealth.State state, String wireName) {
        assertThat(state.wireName()).isEqualTo(wireName);
    }
}
