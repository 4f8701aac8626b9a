package io.latchkey.application.testkit.contract;

import static io.latchkey.application.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The contract of stores for leases. */
public interface LeaseRepositoryContract extends StoreContract {
    Duration MINUTE = Duration.ofMinutes(1);
    UUID HERE = new UUID(1, 1);
    UUID THERE = new UUID(2, 2);

    private boolean take(UUID holder, Instant now) {
        return inOne(() -> store().leases().take("purge", holder, now, MINUTE));
    }

    @Test
    default void gives_a_lease_to_one_node_and_prolongs_it() {
        assertThat(take(HERE, NOW)).isTrue();
        assertThat(take(THERE, NOW.plusSeconds(59))).isFalse();
        assertThat(take(HERE, NOW.plusSeconds(50))).isTrue();
        assertThat(take(THERE, NOW.plusSeconds(100))).isFalse();
        assertThat(inOne(() -> store().leases().take("other", THERE, NOW, MINUTE)))
                .isTrue();
    }

    @Test
    default void gives_it_to_another_node_when_it_ended() {
        assertThat(take(HERE, NOW)).isTrue();
        assertThat(take(THERE, NOW.plusSeconds(60))).isTrue();
        assertThat(take(HERE, NOW.plusSeconds(61))).isFalse();
    }

    @Test
    default void gives_it_to_another_node_when_the_holder_ended_it() {
        assertThat(take(HERE, NOW)).isTrue();
        inOne(() -> store().leases().release("purge", THERE));
        assertThat(take(THERE, NOW)).isFalse();
        inOne(() -> store().leases().release("purge", HERE));
        assertThat(take(THERE, NOW)).isTrue();
    }

    @Test
    default void forgets_the_lease_of_a_clock_that_was_ahead() {
        assertThat(take(HERE, NOW.plus(Duration.ofDays(1)))).isTrue();
        assertThat(take(THERE, NOW)).isTrue();
    }

    @Test
    default void gives_it_to_one_of_many_nodes_at_once() {
        List<Boolean> taken = Parallel.run(16, number -> take(new UUID(3, number), NOW));
        assertThat(taken).containsOnlyOnce(true);
    }
}
