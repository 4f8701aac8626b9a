package io.latchkey.application.shared.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.shared.Decision;
import io.latchkey.application.shared.Decision.Outcome;
import io.latchkey.application.shared.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DecisionBufferTest {
    private static Decision decision(int number, String network, Outcome outcome) {
        return decision(number, "native", network, outcome);
    }

    private static Decision decision(int number, String door, String network, Outcome outcome) {
        return new Decision(
                new UUID(0, number),
                Instant.EPOCH,
                new Decision.Call("", "", door, network),
                new Decision.Answer(outcome, 429, "", "a-rule"),
                new Decision.Whom(Optional.empty(), Optional.empty(), Optional.empty()),
                List.of(Finding.refused("a-rule")));
    }

    private static List<Long> numbers(List<Decision> decisions) {
        return decisions.stream()
                .map(decision -> decision.id().getLeastSignificantBits())
                .toList();
    }

    @Test
    void leaves_out_the_oldest_refusals_of_the_noisiest_network_and_counts_them() {
        DecisionBuffer buffer = new DecisionBuffer(5);
        buffer.add(decision(1, "192.0.2.1", Outcome.REFUSED));
        buffer.add(decision(2, "198.51.100.1", Outcome.SENT));
        for (int number = 3; number <= 10; number++) {
            buffer.add(decision(number, "198.51.100.1", Outcome.REFUSED));
        }
        assertThat(buffer.leftOut()).isEqualTo(5);
        assertThat(numbers(buffer.take(10))).containsExactlyInAnyOrder(1L, 2L, 8L, 9L, 10L);
    }

    @Test
    void leaves_out_what_was_sent_only_where_nothing_was_refused() {
        DecisionBuffer buffer = new DecisionBuffer(2);
        buffer.add(decision(1, "192.0.2.1", Outcome.SENT));
        buffer.add(decision(2, "192.0.2.1", Outcome.SENT));
        buffer.add(decision(3, "192.0.2.1", Outcome.SENT));
        assertThat(numbers(buffer.take(10))).containsExactly(2L, 3L);
        assertThat(buffer.leftOut()).isEqualTo(1);
    }

    @Test
    void hands_out_what_was_sent_and_what_was_refused_in_their_order() {
        DecisionBuffer buffer = new DecisionBuffer(100);
        List<Outcome> outcomes =
                List.of(Outcome.SENT, Outcome.REFUSED, Outcome.REFUSED, Outcome.SENT, Outcome.SENT, Outcome.REFUSED);
        for (int number = 0; number < outcomes.size(); number++) {
            buffer.add(decision(number, "192.0.2.1", outcomes.get(number)));
        }
        assertThat(numbers(buffer.take(10))).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void hands_each_decision_out_once_and_at_most_as_many_as_wanted() {
        DecisionBuffer buffer = new DecisionBuffer(100);
        for (int number = 0; number < 30; number++) {
            buffer.add(decision(number, "192.0.2." + number % 3, Outcome.REFUSED));
        }
        List<Long> first = numbers(buffer.take(20));
        List<Long> second = numbers(buffer.take(20));
        assertThat(first).hasSize(20);
        assertThat(second).hasSize(10).doesNotContainAnyElementsOf(first);
        assertThat(buffer.take(20)).isEmpty();
        buffer.add(decision(31, "192.0.2.1", Outcome.REFUSED));
        assertThat(numbers(buffer.take(20))).containsExactly(31L);
    }

    @Test
    void removes_what_is_forgotten_and_counts_none_of_it() {
        DecisionBuffer buffer = new DecisionBuffer(4);
        for (int number = 0; number < 4; number++) {
            buffer.add(decision(number, "192.0.2." + number / 2, Outcome.REFUSED));
        }
        buffer.remove(decision -> decision.id().getLeastSignificantBits() != 3);
        for (int number = 4; number < 7; number++) {
            buffer.add(decision(number, "192.0.2.0", Outcome.REFUSED));
        }
        assertThat(buffer.leftOut()).isZero();
        assertThat(numbers(buffer.take(10))).containsExactlyInAnyOrder(3L, 4L, 5L, 6L);
    }

    @Test
    void takes_from_each_network_in_turn_and_goes_on_where_it_ended() {
        DecisionBuffer buffer = new DecisionBuffer(100);
        for (int number = 1; number <= 50; number++) {
            buffer.add(decision(number, "192.0.2.1", Outcome.REFUSED));
        }
        for (int number = 51; number <= 54; number++) {
            buffer.add(decision(number, "192.0.2." + number, Outcome.REFUSED));
        }
        assertThat(numbers(buffer.take(3))).containsExactly(1L, 51L, 52L);
        assertThat(numbers(buffer.take(4))).containsExactly(53L, 54L, 2L, 3L);
    }

    @Test
    void parts_what_has_no_client_by_its_door() {
        DecisionBuffer buffer = new DecisionBuffer(5);
        buffer.add(decision(1, "dispatcher", "", Outcome.REFUSED));
        for (int number = 2; number <= 30; number++) {
            buffer.add(decision(number, "server", "", Outcome.REFUSED));
        }
        assertThat(numbers(buffer.take(2))).containsExactly(1L, 27L);
    }
}
