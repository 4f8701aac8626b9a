package io.latchkey.application.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.latchkey.application.delivery.Funnel.Dimension;
import io.latchkey.application.delivery.Funnel.Group;
import io.latchkey.domain.delivery.Cost;
import io.latchkey.domain.delivery.FunnelRow;
import io.latchkey.domain.shared.Channel;
import io.latchkey.domain.shared.InvalidValueException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FunnelTest {
    private static final Instant NOW = Instant.parse("2026-11-05T10:00:00Z");
    private static final Set<Dimension> ALL = EnumSet.allOf(Dimension.class);

    private static Funnel funnel(FunnelRow... rows) {
        return new Funnel(NOW.minusSeconds(3600), NOW, List.of(rows), List.of());
    }

    private static Optional<Cost> cost(long micros, String currency) {
        return Optional.of(new Cost(micros, currency));
    }

    private static FunnelRow row(
            String provider, String country, String template, long accepted, long delivered, Optional<Cost> cost) {
        return new FunnelRow(
                new FunnelRow.Key(provider, country, Channel.SMS, template),
                new FunnelRow.Counts(accepted, accepted, delivered, 0, delivered / 2),
                cost);
    }

    @Test
    void sums_over_the_dimensions_that_are_not_asked_for() {
        Funnel funnel = funnel(
                row("zeta", "FR", "code-sign-in/fr", 10, 8, cost(800_000, "EUR")),
                row("acme", "FR", "code-sign-in/fr", 3, 2, cost(210_000, "EUR")),
                row("acme", "DE", "code-sign-in/de", 7, 6, cost(490_000, "EUR")));
        assertThat(funnel.by(Set.of(Dimension.PROVIDER)))
                .containsExactly(
                        new Group(
                                Optional.of("acme"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                10,
                                10,
                                8,
                                0,
                                4,
                                cost(700_000, "EUR")),
                        new Group(
                                Optional.of("zeta"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                10,
                                10,
                                8,
                                0,
                                4,
                                cost(800_000, "EUR")));
        assertThat(funnel.by(Set.of(Dimension.COUNTRY, Dimension.CHANNEL)))
                .extracting(Group::provider, Group::country, Group::channel, Group::accepted)
                .containsExactly(
                        tuple(Optional.empty(), Optional.of("DE"), Optional.of(Channel.SMS), 7L),
                        tuple(Optional.empty(), Optional.of("FR"), Optional.of(Channel.SMS), 13L));
    }

    @Test
    void is_one_group_without_dimensions_and_none_without_messages() {
        Funnel funnel = funnel(
                row("zeta", "FR", "code-sign-in/fr", 10, 8, cost(800_000, "EUR")),
                row("acme", "DE", "code-sign-in/de", 7, 6, cost(490_000, "EUR")));
        assertThat(funnel.by(Set.of()))
                .extracting(Group::accepted, Group::cost)
                .containsExactly(tuple(17L, cost(1_290_000, "EUR")));
        assertThat(funnel().by(Set.of())).isEmpty();
    }

    @Test
    void keeps_what_was_paid_in_several_currencies_apart() {
        Funnel funnel = funnel(
                row("acme", "DE", "code-sign-in/de", 5, 5, cost(350_000, "EUR")),
                row("acme", "DE", "code-sign-in/de", 2, 2, cost(160_000, "USD")),
                row("acme", "DE", "code-sign-in/de", 1, 0, Optional.empty()));
        assertThat(funnel.by(ALL))
                .extracting(Group::accepted, Group::cost)
                .containsExactly(
                        tuple(1L, Optional.empty()), tuple(5L, cost(350_000, "EUR")), tuple(2L, cost(160_000, "USD")));
    }

    @Test
    void counts_refused_messages_with_those_that_were_paid_for() {
        FunnelRow refused = new FunnelRow(
                new FunnelRow.Key("acme", "DE", Channel.SMS, "code-sign-in/de"),
                new FunnelRow.Counts(3, 0, 0, 3, 0),
                Optional.empty());
        Funnel funnel = funnel(refused, row("acme", "DE", "code-sign-in/de", 5, 4, cost(350_000, "EUR")));
        assertThat(funnel.by(ALL))
                .extracting(Group::requested, Group::accepted, Group::failed, Group::cost)
                .containsExactly(tuple(8L, 5L, 3L, cost(350_000, "EUR")));
    }

    @Test
    void rates_are_of_accepted_messages() {
        Group group = funnel(row("acme", "DE", "code-sign-in/de", 8, 6, Optional.empty()))
                .by(ALL)
                .get(0);
        assertThat(group.deliveryRate()).hasValue(0.75);
        assertThat(group.conversionRate()).hasValue(0.375);
        FunnelRow refused = new FunnelRow(
                new FunnelRow.Key("acme", "DE", Channel.SMS, "code-sign-in/de"),
                new FunnelRow.Counts(3, 0, 0, 3, 0),
                Optional.empty());
        Group none = funnel(refused).by(ALL).get(0);
        assertThat(none.deliveryRate()).isEmpty();
        assertThat(none.conversionRate()).isEmpty();
    }

    @Test
    void dimensions_are_known_by_their_names() {
        assertThat(ALL)
                .allSatisfy(dimension ->
                        assertThat(Dimension.parse(dimension.wireName())).isEqualTo(dimension));
        assertThatThrownBy(() -> Dimension.parse("colour")).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void a_window_may_be_as_long_as_a_day() {
        assertThat(FunnelWindow.parse("PT24H").length()).isEqualTo(Duration.ofDays(1));
        assertThat(FunnelWindow.parse("PT0.001S").length()).isEqualTo(Duration.ofMillis(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "-PT1H", "PT24H0.001S", "1h", ""})
    void refuses_a_window_that_is_none(String raw) {
        assertThatThrownBy(() -> FunnelWindow.parse(raw))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("must be an ISO 8601 duration such as PT1H, more than zero and at most PT24H");
    }
}
