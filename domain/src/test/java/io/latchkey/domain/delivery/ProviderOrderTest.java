package io.latchkey.domain.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.domain.shared.Channel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderOrderTest {
    private static final int MESSAGES = 10_000;
    private static final List<OutboxMessageId> IDS = ids();

    private static List<OutboxMessageId> ids() {
        Random random = new Random(20_300_101);
        return Stream.generate(() -> new OutboxMessageId(new UUID(random.nextLong(), random.nextLong())))
                .limit(MESSAGES)
                .toList();
    }

    private static RouteStep step(boolean isWeighted, ProviderChoice... choices) {
        return new RouteStep(Channel.SMS, List.of(choices), isWeighted, SenderProfile.NONE, Duration.ZERO);
    }

    private static RouteStep three(boolean isWeighted) {
        return step(isWeighted, new ProviderChoice("a", 1), new ProviderChoice("b", 5), new ProviderChoice("c", 3));
    }

    private static ToDoubleFunction<String> shares(Map<String, Double> less) {
        return provider -> less.getOrDefault(provider, 1.0);
    }

    private static List<String> order(RouteStep step, OutboxMessageId id, int tries, ToDoubleFunction<String> share) {
        return ProviderOrder.of(step, id, tries, share).stream()
                .map(ProviderChoice::provider)
                .toList();
    }

    /** Share of the messages in whose order this provider has this place. */
    private static double part(RouteStep step, ToDoubleFunction<String> share, String provider, int place) {
        return IDS.stream()
                        .filter(id -> order(step, id, 0, share).get(place).equals(provider))
                        .count()
                / (double) MESSAGES;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void names_every_provider_once_whatever_their_shares(boolean isWeighted) {
        Random random = new Random(7);
        for (OutboxMessageId id : IDS) {
            Map<String, Double> shares = Map.of(
                    "a", random.nextInt(3) / 2.0,
                    "b", random.nextDouble(),
                    "c", random.nextInt(3) / 2.0);
            assertThat(order(three(isWeighted), id, random.nextInt(5), shares(shares)))
                    .containsExactlyInAnyOrder("a", "b", "c");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void draws_the_same_for_the_same_message_at_the_same_try(boolean isWeighted) {
        ToDoubleFunction<String> half = provider -> 0.5;
        for (OutboxMessageId id : IDS.subList(0, 100)) {
            assertThat(order(three(isWeighted), id, 2, half)).isEqualTo(order(three(isWeighted), id, 2, half));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void draws_anew_at_another_try(boolean isWeighted) {
        ToDoubleFunction<String> half = provider -> 0.5;
        long others = IDS.stream()
                .filter(id -> !order(three(isWeighted), id, 0, half).equals(order(three(isWeighted), id, 1, half)))
                .count();
        assertThat(others).isBetween(MESSAGES / 3L, MESSAGES * 9L / 10);
    }

    @Test
    void keeps_to_the_written_order_while_all_have_their_whole_share() {
        assertThat(IDS)
                .allSatisfy(id ->
                        assertThat(order(three(false), id, 0, shares(Map.of()))).containsExactly("a", "b", "c"));
    }

    @ParameterizedTest
    @CsvSource({"0.05, 0.05", "0.3, 0.3", "0.9, 0.9"})
    void lets_the_preferred_provider_have_its_share(double share, double part) {
        assertThat(part(three(false), shares(Map.of("a", share)), "a", 0)).isBetween(part - 0.03, part + 0.03);
    }

    @Test
    void lets_a_provider_have_its_share_of_what_others_pass_on() {
        ToDoubleFunction<String> share = shares(Map.of("a", 0.5, "b", 0.5));
        assertThat(part(three(false), share, "b", 0)).isBetween(0.22, 0.28);
        assertThat(part(three(false), share, "c", 0)).isBetween(0.22, 0.28);
    }

    @Test
    void puts_those_passed_over_at_the_end_the_fittest_of_them_first() {
        ToDoubleFunction<String> share = shares(Map.of("a", 0.0, "b", 1e-12));
        assertThat(IDS)
                .allSatisfy(id -> assertThat(order(three(false), id, 0, share)).containsExactly("c", "b", "a"));
    }

    @Test
    void spreads_messages_by_weight() {
        RouteStep step = step(true, new ProviderChoice("a", 70), new ProviderChoice("b", 30));
        assertThat(part(step, shares(Map.of()), "a", 0)).isBetween(0.67, 0.73);
    }

    @Test
    void spreads_by_weight_what_comes_after_the_first_too() {
        // b is first in 5 of 9 orders. In those, a and c take the second place in the ratio 1 to 3.
        long first = IDS.stream()
                .map(id -> order(three(true), id, 0, shares(Map.of())))
                .filter(order -> order.get(0).equals("b"))
                .count();
        long second = IDS.stream()
                .map(id -> order(three(true), id, 0, shares(Map.of())))
                .filter(order -> order.get(0).equals("b") && order.get(1).equals("a"))
                .count();
        assertThat(first / (double) MESSAGES).isBetween(0.52, 0.59);
        assertThat(second / (double) first).isBetween(0.21, 0.29);
    }

    @Test
    void lowers_a_weight_by_the_share() {
        RouteStep step = step(true, new ProviderChoice("a", 60), new ProviderChoice("b", 40));
        // 60 * 0.5 to 40
        assertThat(part(step, shares(Map.of("a", 0.5)), "a", 0)).isBetween(0.40, 0.46);
    }

    @Test
    void puts_a_weighted_provider_without_a_share_last() {
        ToDoubleFunction<String> share = shares(Map.of("b", 0.0));
        assertThat(IDS)
                .allSatisfy(id -> assertThat(order(three(true), id, 0, share)).endsWith("b"));
    }

    @Test
    void still_knows_an_order_when_nobody_has_a_share() {
        ToDoubleFunction<String> none = provider -> 0;
        assertThat(order(three(true), IDS.get(0), 0, none)).containsExactly("b", "c", "a");
        assertThat(order(three(false), IDS.get(0), 0, none)).containsExactly("a", "b", "c");
    }

    @Test
    void goes_by_one_reading_of_shares_that_change_meanwhile() {
        for (boolean isWeighted : new boolean[] {true, false}) {
            List<String> asked = new ArrayList<>();
            AtomicInteger readings = new AtomicInteger();
            order(three(isWeighted), IDS.get(0), 0, provider -> {
                asked.add(provider);
                return readings.incrementAndGet() % 2;
            });
            assertThat(asked).containsExactly("a", "b", "c");
        }
    }
}
