package io.latchkey.application.throttle.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.latchkey.application.shared.service.Core;
import io.latchkey.application.testkit.CountingIdGenerator;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.InMemoryStore;
import io.latchkey.application.testkit.InMemoryThrottleRepository;
import io.latchkey.application.testkit.InMemoryUnitOfWork;
import io.latchkey.application.testkit.MutableClock;
import io.latchkey.application.testkit.RecordingAuditTrail;
import io.latchkey.application.testkit.TestDigester;
import io.latchkey.application.throttle.Throttled;
import io.latchkey.domain.throttle.ThrottleLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrowdCounterTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String ADDRESS = "192.0.2.1";

    private final MutableClock clock = new MutableClock();
    private final InMemoryStore store = new InMemoryStore();
    private final InMemoryUnitOfWork unitOfWork = new InMemoryUnitOfWork(store);
    private final CountingThrottleRepository counting =
            new CountingThrottleRepository(new InMemoryThrottleRepository(store));

    private Throttles node() {
        return Fixtures.throttles(
                counting,
                new Core(unitOfWork, new CountingIdGenerator(), new TestDigester(), new RecordingAuditTrail(), clock));
    }

    private static ThrottleLimit perHour(int quota) {
        return new ThrottleLimit("per-address", quota, HOUR);
    }

    private Optional<Throttled> call(Throttles node, int quota) {
        return unitOfWork.execute(
                () -> node.call().chargeCrowd(perHour(quota), ADDRESS).take());
    }

    private int admitted(Throttles node, int quota, int calls) {
        int admitted = 0;
        for (int i = 0; i < calls; i++) {
            admitted += call(node, quota).isEmpty() ? 1 : 0;
        }
        return admitted;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 20, 60, 1000})
    void one_node_keeps_the_quota_in_every_window(int quota) {
        Throttles node = node();
        for (int window = 0; window < 3; window++) {
            assertThat(admitted(node, quota, quota * 2)).isEqualTo(quota);
            clock.advance(HOUR);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 20, 60, 1000})
    void each_further_node_admits_a_twentieth_more_at_most(int quota) {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            List<Throttles> nodes = List.of(node(), node(), node());
            ThrottleLimit limit = new ThrottleLimit("per-address-" + seed, quota, HOUR);
            int admitted = 0;
            for (int i = 0; i < quota * 3 + 20; i++) {
                Throttles node = nodes.get(random.nextInt(nodes.size()));
                Optional<Throttled> refused = unitOfWork.execute(
                        () -> node.call().chargeCrowd(limit, ADDRESS).take());
                admitted += refused.isEmpty() ? 1 : 0;
                if (random.nextInt(10) == 0) {
                    nodes.get(random.nextInt(nodes.size())).settle();
                }
            }
            assertThat(admitted).isBetween(quota, quota + (nodes.size() - 1) * Math.max(1, quota / 20));
        }
    }

    @Test
    void a_call_costs_a_statement_once_in_a_twentieth_of_the_quota_only() {
        Throttles node = node();
        assertThat(admitted(node, 1000, 1000)).isEqualTo(1000);
        assertThat(counting.statements()).isEqualTo(19);
        node.settle();
        node.settle();
        assertThat(counting.statements()).isEqualTo(20);
        assertThat(admitted(node, 1000, 100)).isZero();
        assertThat(counting.statements()).isEqualTo(20);
    }

    @Test
    void many_crowds_are_settled_in_few_statements() {
        Throttles node = node();
        for (int i = 0; i < 200; i++) {
            String address = "192.0.2." + i;
            Optional<Throttled> unused = unitOfWork.execute(
                    () -> node.call().chargeCrowd(perHour(100), address).take());
        }
        assertThat(counting.statements()).isZero();
        node.settle();
        assertThat(counting.statements()).isLessThanOrEqualTo(6);
    }

    @Test
    void a_refusal_says_when_the_window_of_the_first_call_ends() {
        Throttles node = node();
        Instant end = clock.instant().plus(HOUR);
        assertThat(call(node, 2)).isEmpty();
        clock.advance(Duration.ofMinutes(10));
        assertThat(call(node, 2)).isEmpty();
        assertThat(call(node, 2).orElseThrow().retryAfter()).isEqualTo(Duration.between(clock.instant(), end));
        clock.advance(Duration.between(clock.instant(), end).minusMillis(1));
        assertThat(call(node, 2)).isPresent();
        clock.advance(Duration.ofMillis(1));
        assertThat(call(node, 2)).isEmpty();
    }

    @Test
    void what_is_settled_outlives_the_node() {
        Throttles node = node();
        assertThat(admitted(node, 40, 40)).isEqualTo(40);
        node.settle();
        assertThat(admitted(node(), 40, 40)).isLessThanOrEqualTo(2);
    }

    @Test
    void a_call_that_another_limit_refuses_is_given_back() {
        Throttles node = node();
        ThrottleLimit other = new ThrottleLimit("other", 1, HOUR);
        for (int i = 0; i < 200; i++) {
            Optional<Throttled> unused = unitOfWork.execute(() -> node.call()
                    .chargeCrowd(perHour(20), ADDRESS)
                    .charge(other, "somebody")
                    .take());
        }
        assertThat(admitted(node, 20, 40)).isEqualTo(19);
    }

    @Test
    void a_call_that_is_undone_is_given_back() {
        Throttles node = node();
        for (int i = 0; i < 50; i++) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> unitOfWork.execute(() -> {
                        assertThat(node.call().chargeCrowd(perHour(40), ADDRESS).take())
                                .isEmpty();
                        throw new IllegalStateException("undone");
                    }));
        }
        assertThat(admitted(node, 40, 100)).isEqualTo(40);
    }

    @Test
    void a_call_that_runs_again_after_a_conflict_counts_once() {
        Throttles node = node();
        unitOfWork.repeatEveryWork();
        List<Integer> admitted = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            call(node, 40).ifPresentOrElse(refused -> {}, () -> admitted.add(1));
        }
        assertThat(admitted).hasSize(40);
    }

    @Test
    void calls_that_could_not_be_settled_are_settled_later() {
        Throttles node = node();
        assertThat(admitted(node, 100, 3)).isEqualTo(3);
        counting.failNext();
        assertThatIllegalStateException().isThrownBy(node::settle);
        node.settle();
        assertThat(admitted(node(), 100, 200)).isEqualTo(97);
    }
}
