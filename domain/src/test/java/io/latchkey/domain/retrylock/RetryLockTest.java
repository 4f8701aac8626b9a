package io.latchkey.domain.retrylock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.domain.retrylock.RetryAttempt.Admitted;
import io.latchkey.domain.retrylock.RetryAttempt.Counted;
import io.latchkey.domain.retrylock.RetryAttempt.Locked;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryLockTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Duration TWENTY_MINUTES = Duration.ofMinutes(20);
    private static final RetryLockPolicy POLICY = new RetryLockPolicy(3, TWENTY_MINUTES);
    private static final RetryLock LOCKED = new RetryLock(3, NOW.plus(TWENTY_MINUTES));

    private static RetryLock after(int failures) {
        return new RetryLock(failures, null);
    }

    @Test
    void counts_wrong_passwords_up_to_the_limit() {
        assertThat(RetryLock.NONE.attempt(false, POLICY, NOW)).isEqualTo(new Counted(after(1)));
        assertThat(after(1).attempt(false, POLICY, NOW)).isEqualTo(new Counted(after(2)));
        assertThat(after(2).attempt(false, POLICY, NOW)).isEqualTo(new Counted(after(3)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void locks_with_the_attempt_after_the_limit_be_it_right_or_wrong(boolean isRight) {
        assertThat(after(3).attempt(isRight, POLICY, NOW)).isEqualTo(new Locked(LOCKED, TWENTY_MINUTES));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void never_lasts_longer_for_being_probed(boolean isRight) {
        Instant later = NOW.plus(TWENTY_MINUTES).minusMillis(1);
        assertThat(LOCKED.attempt(isRight, POLICY, later)).isEqualTo(new Locked(LOCKED, Duration.ofMillis(1)));
    }

    @Test
    void counts_anew_from_the_instant_the_lock_ends() {
        Instant end = NOW.plus(TWENTY_MINUTES);
        assertThat(LOCKED.attempt(false, POLICY, end)).isEqualTo(new Counted(after(1)));
        assertThat(LOCKED.attempt(true, POLICY, end)).isEqualTo(new Admitted(RetryLock.NONE));
    }

    @Test
    void forgets_failures_when_the_password_is_right() {
        assertThat(after(2).attempt(true, POLICY, NOW)).isEqualTo(new Admitted(RetryLock.NONE));
    }

    @Test
    void turns_away_what_it_would_not_look_at() {
        assertThat(after(2).turnsAway(POLICY, NOW)).isFalse();
        assertThat(after(3).turnsAway(POLICY, NOW)).isTrue();
        assertThat(LOCKED.turnsAway(POLICY, NOW)).isTrue();
        assertThat(LOCKED.turnsAway(POLICY, NOW.plus(TWENTY_MINUTES))).isFalse();
    }

    @Test
    void has_a_limit_and_a_length_within_reason() {
        assertThatThrownBy(() -> new RetryLockPolicy(0, TWENTY_MINUTES)).hasMessage("limit must be 1 to 20");
        assertThatThrownBy(() -> new RetryLockPolicy(21, TWENTY_MINUTES)).hasMessage("limit must be 1 to 20");
        assertThatThrownBy(() -> new RetryLockPolicy(3, Duration.ZERO)).hasMessageStartingWith("reactivation must be");
        assertThatThrownBy(() -> new RetryLockPolicy(3, Duration.ofHours(24).plusMillis(1)))
                .hasMessageStartingWith("reactivation must be");
    }

    @Test
    void lasts_no_longer_than_its_policy_says_when_a_clock_was_ahead() {
        RetryLock byClockAhead = new RetryLock(3, NOW.plus(Duration.ofDays(1)));
        assertThat(byClockAhead.attempt(true, POLICY, NOW)).isEqualTo(new Locked(LOCKED, TWENTY_MINUTES));
        assertThat(byClockAhead.turnsAway(POLICY, NOW)).isTrue();
    }
}
