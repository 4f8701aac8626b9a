package io.latchkey.application.testkit.contract;

import static io.latchkey.application.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.domain.throttle.ThrottleCharge;
import io.latchkey.domain.throttle.ThrottleDecision;
import io.latchkey.domain.throttle.ThrottleLimit;
import io.latchkey.domain.throttle.ThrottlePortion;
import io.latchkey.domain.throttle.ThrottleState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The contract of stores for counts of calls. */
public interface ThrottleRepositoryContract extends StoreContract {
    Duration WINDOW = Duration.ofMinutes(10);

    private static ThrottleCharge charge(int quota) {
        return new ThrottleCharge(UUID.randomUUID(), new ThrottleLimit("test", quota, WINDOW));
    }

    private List<ThrottleState> take(Instant now, ThrottleCharge... charges) {
        return inOne(() -> store().throttles().take(List.of(charges), now));
    }

    private boolean isAdmitted(Instant now, ThrottleCharge... charges) {
        List<ThrottleCharge> offered = List.of(charges);
        return ThrottleDecision.of(offered, take(now, charges), now) instanceof ThrottleDecision.Admitted;
    }

    @Test
    default void opens_a_window_with_the_first_call() {
        assertThat(take(NOW, charge(3))).containsExactly(new ThrottleState(1, NOW.plus(WINDOW)));
    }

    @Test
    default void counts_up_to_the_quota_and_refuses_from_then_on() {
        ThrottleCharge charge = charge(2);
        take(NOW, charge);
        assertThat(take(NOW.plusSeconds(1), charge)).containsExactly(new ThrottleState(2, NOW.plus(WINDOW)));
        assertThat(take(NOW.plusSeconds(2), charge)).containsExactly(new ThrottleState(3, NOW.plus(WINDOW)));
        assertThat(take(NOW.plusSeconds(3), charge)).containsExactly(new ThrottleState(3, NOW.plus(WINDOW)));
    }

    @Test
    default void starts_anew_at_the_instant_the_window_ends() {
        ThrottleCharge charge = charge(1);
        take(NOW, charge);
        Instant end = NOW.plus(WINDOW);
        assertThat(isAdmitted(end.minusMillis(1), charge)).isFalse();
        assertThat(take(end, charge)).containsExactly(new ThrottleState(1, end.plus(WINDOW)));
    }

    @Test
    default void answers_in_the_order_of_the_charges() {
        List<ThrottleCharge> charges = new ArrayList<>(IntStream.rangeClosed(1, 6)
                .mapToObj(hours -> new ThrottleCharge(
                        UUID.randomUUID(), new ThrottleLimit("test", hours, Duration.ofHours(hours))))
                .toList());
        for (int round = 0; round < 3; round++) {
            Collections.shuffle(charges);
            List<ThrottleState> states = inOne(() -> store().throttles().take(charges, NOW));
            assertThat(states)
                    .extracting(ThrottleState::windowEndsAt)
                    .containsExactlyElementsOf(charges.stream()
                            .map(charge -> NOW.plus(charge.limit().window()))
                            .toList());
        }
    }

    @Test
    default void tells_keys_apart_in_every_bit() {
        UUID key = UUID.randomUUID();
        ThrottleLimit limit = new ThrottleLimit("test", 1, WINDOW);
        for (int bit = 0; bit < 64; bit++) {
            UUID low = new UUID(key.getMostSignificantBits(), key.getLeastSignificantBits() ^ 1L << bit);
            UUID high = new UUID(key.getMostSignificantBits() ^ 1L << bit, key.getLeastSignificantBits());
            assertThat(isAdmitted(NOW, new ThrottleCharge(low, limit), new ThrottleCharge(high, limit)))
                    .isTrue();
        }
    }

    @Test
    default void counts_a_call_by_none_of_its_limits_when_one_is_full() {
        ThrottleCharge full = charge(1);
        ThrottleCharge roomy = charge(5);
        take(NOW, full);
        take(NOW, roomy);
        for (int call = 0; call < 10; call++) {
            List<ThrottleState> states = take(NOW.plusSeconds(1), roomy, full);
            assertThat(states.get(0).used()).isLessThanOrEqualTo(5);
            assertThat(states.get(1).used()).isEqualTo(2);
        }
        assertThat(take(NOW.plusSeconds(2), roomy)).containsExactly(new ThrottleState(2, NOW.plus(WINDOW)));
    }

    @Test
    default void opens_no_window_for_a_refused_call() {
        ThrottleCharge full = charge(1);
        ThrottleCharge fresh = charge(5);
        take(NOW, full);
        assertThat(isAdmitted(NOW.plusSeconds(1), fresh, full)).isFalse();
        Instant later = NOW.plusSeconds(100);
        assertThat(take(later, fresh)).containsExactly(new ThrottleState(1, later.plus(WINDOW)));
    }

    @Test
    default void admits_exactly_the_quota_of_many_threads() {
        ThrottleCharge charge = charge(50);
        List<Integer> admitted = Parallel.run(32, number -> (int)
                IntStream.range(0, 4).filter(call -> isAdmitted(NOW, charge)).count());
        assertThat(admitted.stream().mapToInt(Integer::intValue).sum()).isEqualTo(50);
    }

    @Test
    default void admits_exactly_the_quota_of_many_threads_that_share_several_limits() {
        ThrottleCharge tight = charge(20);
        List<ThrottleCharge> roomy = List.of(charge(1000), charge(1000), charge(1000));
        List<Integer> admitted = Parallel.run(16, number -> (int) IntStream.range(0, 4)
                .filter(call -> {
                    List<ThrottleCharge> charges = new ArrayList<>(roomy);
                    charges.add(tight);
                    Collections.shuffle(charges);
                    return isAdmitted(NOW, charges.toArray(new ThrottleCharge[0]));
                })
                .count());
        assertThat(admitted.stream().mapToInt(Integer::intValue).sum()).isEqualTo(20);
        assertThat(take(NOW, roomy.get(0)).get(0).used()).isEqualTo(21);
    }

    @Test
    default void takes_nothing_when_the_unit_of_work_is_undone() {
        ThrottleCharge charge = charge(5);
        try {
            inOne(() -> {
                store().throttles().take(List.of(charge), NOW);
                throw new IllegalStateException("undone");
            });
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessage("undone");
        }
        assertThat(take(NOW, charge).get(0).used()).isEqualTo(1);
    }

    @Test
    default void looks_at_a_counter_without_counting() {
        ThrottleCharge charge = charge(5);
        assertThat(reading(() -> store().throttles().find(charge.key()))).isEmpty();
        take(NOW, charge);
        take(NOW.plusSeconds(1), charge);
        for (int look = 0; look < 2; look++) {
            assertThat(reading(() -> store().throttles().find(charge.key())))
                    .contains(new ThrottleState(2, NOW.plus(WINDOW)));
        }
    }

    @Test
    default void takes_back_what_was_admitted_in_the_same_unit_of_work() {
        ThrottleCharge first = charge(2);
        ThrottleCharge second = charge(5);
        take(NOW, first, second);
        inOne(() -> {
            store().throttles().take(List.of(first, second), NOW.plusSeconds(1));
            store().throttles().giveBack(List.of(first, second));
        });
        assertThat(take(NOW.plusSeconds(2), first, second))
                .containsExactly(new ThrottleState(2, NOW.plus(WINDOW)), new ThrottleState(2, NOW.plus(WINDOW)));
    }

    @Test
    default void closes_a_window_whose_only_call_is_taken_back() {
        ThrottleCharge charge = charge(2);
        inOne(() -> {
            store().throttles().take(List.of(charge), NOW);
            store().throttles().giveBack(List.of(charge));
        });
        Instant later = NOW.plusSeconds(100);
        assertThat(take(later, charge)).containsExactly(new ThrottleState(1, later.plus(WINDOW)));
    }

    @Test
    default void forgets_counters_whose_window_is_over() {
        ThrottleCharge charge = charge(5);
        take(NOW, charge);
        Instant end = NOW.plus(WINDOW);
        assertThat(inOne(() -> store().throttles().purge(end.minusMillis(1), 100)))
                .isZero();
        assertThat(inOne(() -> store().throttles().purge(end, 100))).isEqualTo(1);
        assertThat(inOne(() -> store().throttles().purge(end, 100))).isZero();
    }

    private int lease(ThrottleCharge charge, int size, Instant now) {
        ThrottlePortion portion = new ThrottlePortion(charge, size, now);
        return inOne(() ->
                portion.granted(store().throttles().lease(List.of(portion), now).get(0)));
    }

    @Test
    default void leases_portions_up_to_the_quota_and_nothing_from_then_on() {
        ThrottleCharge charge = charge(25);
        assertThat(lease(charge, 10, NOW)).isEqualTo(10);
        assertThat(lease(charge, 10, NOW.plusSeconds(1))).isEqualTo(10);
        assertThat(lease(charge, 10, NOW.plusSeconds(2))).isEqualTo(5);
        assertThat(lease(charge, 10, NOW.plusSeconds(3))).isZero();
        assertThat(lease(charge, 1, NOW.plusSeconds(4))).isZero();
        assertThat(lease(charge, 10, NOW.plusSeconds(5))).isZero();
        assertThat(lease(charge, 10, NOW.plus(WINDOW))).isEqualTo(10);
    }

    @Test
    default void leases_of_several_limits_in_one_call_in_their_order() {
        ThrottleCharge full = charge(1);
        ThrottleCharge roomy = charge(100);
        take(NOW, full);
        List<ThrottlePortion> portions = List.of(new ThrottlePortion(roomy, 5, NOW), new ThrottlePortion(full, 1, NOW));
        List<ThrottleState> states = inOne(() -> store().throttles().lease(portions, NOW));
        assertThat(portions.get(0).granted(states.get(0))).isEqualTo(5);
        assertThat(portions.get(1).granted(states.get(1))).isZero();
        assertThat(states).extracting(ThrottleState::windowEndsAt).containsOnly(NOW.plus(WINDOW));
    }

    @Test
    default void leases_exactly_the_quota_to_many_threads() {
        ThrottleCharge charge = charge(55);
        List<Integer> granted = Parallel.run(16, number -> lease(charge, 4, NOW));
        assertThat(granted.stream().mapToInt(Integer::intValue).sum()).isEqualTo(55);
    }

    @Test
    default void ends_a_window_of_a_clock_ahead_like_one_that_opens_now() {
        ThrottleCharge charge = charge(1);
        take(NOW.plus(Duration.ofDays(3)), charge);
        assertThat(take(NOW, charge)).containsExactly(new ThrottleState(2, NOW.plus(WINDOW)));
        assertThat(isAdmitted(NOW.plus(WINDOW).minusMillis(1), charge)).isFalse();
        assertThat(isAdmitted(NOW.plus(WINDOW), charge)).isTrue();
    }
}
