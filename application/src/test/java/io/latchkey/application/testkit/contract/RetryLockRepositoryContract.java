package io.latchkey.application.testkit.contract;

import static io.latchkey.application.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.domain.retrylock.RetryAttempt;
import io.latchkey.domain.retrylock.RetryLock;
import io.latchkey.domain.retrylock.RetryLockPolicy;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The contract of stores for retry locks. */
public interface RetryLockRepositoryContract extends StoreContract {
    private void save(UUID subject, RetryLock lock) {
        inOne(() -> store().retryLocks().save(subject, lock, NOW));
    }

    private RetryLock find(UUID subject) {
        return reading(() -> store().retryLocks().find(subject));
    }

    @Test
    default void knows_no_lock_of_a_subject_nobody_tried() {
        UUID subject = UUID.randomUUID();
        assertThat(find(subject)).isEqualTo(RetryLock.NONE);
        assertThat(inOne(() -> store().retryLocks().findForUpdate(subject))).isEqualTo(RetryLock.NONE);
    }

    @Test
    default void keeps_what_was_saved_last() {
        UUID subject = UUID.randomUUID();
        save(subject, new RetryLock(2, null));
        assertThat(find(subject)).isEqualTo(new RetryLock(2, null));
        RetryLock locked = new RetryLock(3, NOW.plusSeconds(1200));
        save(subject, locked);
        assertThat(find(subject)).isEqualTo(locked);
        assertThat(inOne(() -> store().retryLocks().findForUpdate(subject))).isEqualTo(locked);
    }

    @Test
    default void tells_subjects_apart() {
        UUID subject = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        save(subject, new RetryLock(2, null));
        assertThat(find(other)).isEqualTo(RetryLock.NONE);
    }

    @Test
    default void lifts_the_locks_of_the_subjects_named() {
        UUID first = UUID.randomUUID();
        UUID second = UUID.randomUUID();
        UUID third = UUID.randomUUID();
        List.of(first, second, third).forEach(subject -> save(subject, new RetryLock(3, NOW)));
        inOne(() -> store().retryLocks().forget(List.of(first, third)));
        assertThat(find(first)).isEqualTo(RetryLock.NONE);
        assertThat(find(second)).isEqualTo(new RetryLock(3, NOW));
        assertThat(find(third)).isEqualTo(RetryLock.NONE);
    }

    @Test
    default void purges_what_nobody_touched_since() {
        UUID subject = UUID.randomUUID();
        save(subject, new RetryLock(3, NOW));
        assertThat(inOne(() -> store().retryLocks().purge(NOW, 100))).isZero();
        assertThat(inOne(() -> store().retryLocks().purge(NOW.plusMillis(1), 100)))
                .isEqualTo(1);
        assertThat(find(subject)).isEqualTo(RetryLock.NONE);
    }

    @Test
    default void goes_with_the_account() {
        var user = Samples.fullUser();
        inOne(() -> store().users().insert(user));
        save(user.id().value(), new RetryLock(3, null));
        inOne(() -> store().users().delete(user.id()));
        assertThat(find(user.id().value())).isEqualTo(RetryLock.NONE);
    }

    @Test
    default void counts_no_more_parallel_failures_than_are_allowed() {
        UUID subject = UUID.randomUUID();
        RetryLockPolicy policy = new RetryLockPolicy(3, Duration.ofMinutes(20));
        List<RetryAttempt> attempts = Parallel.run(
                24,
                number -> inOne(() -> {
                    RetryAttempt attempt =
                            store().retryLocks().findForUpdate(subject).attempt(false, policy, NOW);
                    store().retryLocks().save(subject, attempt.next(), NOW);
                    return attempt;
                }));
        assertThat(attempts).filteredOn(RetryAttempt.Counted.class::isInstance).hasSize(3);
        assertThat(attempts)
                .filteredOn(RetryAttempt.Locked.class::isInstance)
                .hasSize(21)
                .extracting(RetryAttempt::next)
                .containsOnly(new RetryLock(3, NOW.plus(policy.reactivation())));
    }
}
