package io.latchkey.application.throttle.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.latchkey.application.shared.port.UnitOfWork;
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

class SiteCounterTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final MutableClock clock = new MutableClock();
    private final InMemoryStore store = new InMemoryStore();
    private final UnitOfWork unitOfWork = new InMemoryUnitOfWork(store);
    private final CountingThrottleRepository counting =
            new CountingThrottleRepository(new InMemoryThrottleRepository(store));

    private Throttles node() {
        return Fixtures.throttles(
                counting,
                new Core(unitOfWork, new CountingIdGenerator(), new TestDigester(), new RecordingAuditTrail(), clock));
    }

    private static ThrottleLimit perHour(int quota) {
        return new ThrottleLimit("new-phones-per-hour", quota, HOUR);
    }

    private Optional<Throttled> call(Throttles node, ThrottleLimit... limits) {
        return unitOfWork.execute(() -> {
            Throttles.Call call = node.call();
            for (ThrottleLimit limit : limits) {
                Throttles.Call unused = call.chargeSite(limit);
            }
            return call.take();
        });
    }

    /** Two nodes, time that moves at random, some nodes that start anew, some calls that other limits refuse. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 40, 100, 1000})
    void all_nodes_together_admit_the_quota_of_a_window_at_most_and_little_less(int quota) {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            ThrottleLimit limit = new ThrottleLimit("site-" + seed, quota, HOUR);
            List<Throttles> nodes = new ArrayList<>(List.of(node(), node()));
            for (int window = 0; window < 3; window++) {
                // The window opens with its first call.
                Instant end = clock.instant().plus(HOUR);
                int admitted = 0;
                int starts = 0;
                for (int i = 0;
                        i < quota * 2 + 20 && clock.instant().plusSeconds(1).isBefore(end);
                        i++) {
                    int number = random.nextInt(nodes.size());
                    if (quota >= 40 && random.nextInt(quota) == 0) {
                        nodes.set(number, node());
                        starts++;
                    }
                    if (call(nodes.get(number), limit).isEmpty()) {
                        admitted++;
                    }
                    clock.advance(Duration.ofMillis(random.nextInt(1000)));
                }
                int portion = Math.max(1, quota / 20);
                assertThat(admitted).isLessThanOrEqualTo(quota);
                assertThat(admitted).isGreaterThanOrEqualTo(quota - portion * (nodes.size() + starts));
                clock.advance(Duration.between(clock.instant(), end).plusMillis(1));
            }
        }
    }

    @Test
    void a_call_costs_a_statement_once_in_a_portion_only() {
        Throttles node = node();
        for (int i = 0; i < 500; i++) {
            assertThat(call(node, perHour(1000), new ThrottleLimit("new-phones-per-day", 5000, Duration.ofDays(1))))
                    .isEmpty();
        }
        assertThat(counting.statements()).isEqualTo(10);
    }

    @Test
    void a_used_up_limit_costs_one_statement_more_and_says_when_its_window_ends() {
        Throttles node = node();
        for (int i = 0; i < 40; i++) {
            assertThat(call(node, perHour(40))).isEmpty();
        }
        clock.advance(Duration.ofMinutes(10));
        int before = counting.statements();
        for (int i = 0; i < 100; i++) {
            assertThat(call(node, perHour(40)).orElseThrow().retryAfter()).isEqualTo(Duration.ofMinutes(50));
        }
        assertThat(counting.statements() - before).isEqualTo(1);
        clock.advance(Duration.ofMinutes(50));
        assertThat(call(node, perHour(40))).isEmpty();
    }

    @Test
    void a_restart_keeps_what_was_used() {
        Throttles node = node();
        for (int i = 0; i < 40; i++) {
            assertThat(call(node, perHour(40))).isEmpty();
        }
        assertThat(call(node(), perHour(40))).isPresent();
    }

    @Test
    void a_call_that_another_limit_refuses_is_given_back() {
        Throttles node = node();
        ThrottleLimit other = new ThrottleLimit("other", 1, HOUR);
        for (int i = 0; i < 200; i++) {
            Optional<Throttled> unused = unitOfWork.execute(() -> node.call()
                    .chargeSite(perHour(20))
                    .charge(other, "somebody")
                    .take());
        }
        int admitted = 0;
        for (int i = 0; i < 40; i++) {
            admitted += call(node, perHour(20)).isEmpty() ? 1 : 0;
        }
        assertThat(admitted).isEqualTo(19);
    }

    @Test
    void a_call_that_is_undone_takes_nothing_from_others() {
        Throttles node = node();
        try {
            unitOfWork.execute(() -> {
                node.call().chargeSite(perHour(40)).take();
                throw new IllegalStateException("undone");
            });
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessage("undone");
        }
        int admitted = 0;
        for (int i = 0; i < 100; i++) {
            admitted += call(node, perHour(40)).isEmpty() ? 1 : 0;
        }
        assertThat(admitted).isEqualTo(40);
    }

    @Test
    void one_limit_that_is_used_up_takes_nothing_from_another() {
        Throttles node = node();
        ThrottleLimit perDay = new ThrottleLimit("new-phones-per-day", 100, Duration.ofDays(1));
        for (int i = 0; i < 50; i++) {
            Optional<Throttled> unused = call(node, perHour(10), perDay);
        }
        clock.advance(HOUR);
        int admitted = 0;
        for (int i = 0; i < 200; i++) {
            admitted += call(node, perDay).isEmpty() ? 1 : 0;
        }
        assertThat(admitted).isEqualTo(90);
    }

    @Test
    void what_a_clock_ahead_used_up_is_refused_for_a_window_at_most() {
        Throttles node = node();
        clock.advance(Duration.ofDays(10));
        for (int i = 0; i < 50; i++) {
            Optional<Throttled> unused = call(node, perHour(40));
        }
        clock.advance(Duration.ofDays(-10));
        assertThat(call(node, perHour(40)).orElseThrow().retryAfter()).isLessThanOrEqualTo(HOUR);
        clock.advance(HOUR);
        assertThat(call(node, perHour(40))).isEmpty();
    }

    @Test
    void a_call_that_could_not_ask_the_store_gives_back_what_it_took() {
        Throttles node = node();
        assertThat(call(node, perHour(40))).isEmpty();
        counting.failNext();
        assertThatIllegalStateException()
                .isThrownBy(() -> call(node, perHour(40), new ThrottleLimit("new-phones-per-day", 100, HOUR)));
        int before = counting.statements();
        assertThat(call(node, perHour(40))).isEmpty();
        assertThat(counting.statements()).isEqualTo(before);
    }
}
