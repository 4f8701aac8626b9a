package io.latchkey.adapters.rest.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.adapters.rest.metrics.FunnelFigures.Figure;
import io.latchkey.application.delivery.Funnel;
import io.latchkey.application.testkit.MutableClock;
import io.latchkey.domain.delivery.Cost;
import io.latchkey.domain.delivery.FunnelRow;
import io.latchkey.domain.delivery.ProviderHealth.State;
import io.latchkey.domain.shared.Channel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class FunnelFiguresTest {
    private static final Duration WINDOW = Duration.ofHours(1);

    private final MutableClock clock = new MutableClock();
    private List<FunnelRow> rows = List.of();
    private List<Funnel.ProviderStatus> providers = List.of();
    private boolean databaseFails;
    private int readings;

    private Funnel read(Duration window) {
        readings++;
        if (databaseFails) {
            throw new IllegalArgumentException("no connection");
        }
        return new Funnel(clock.instant().minus(window), clock.instant(), rows, providers);
    }

    private FunnelFigures figures(Executor reader) {
        return new FunnelFigures(this::read, WINDOW, Duration.ofMillis(20), reader, clock);
    }

    private static Number get(FunnelFigures figures, Figure figure) {
        return figures.all().getOrDefault(figure, 0L);
    }

    private static FunnelRow sms(long requested, long accepted, Optional<Cost> cost) {
        return new FunnelRow(
                new FunnelRow.Key("acme", "DE", Channel.SMS, "code-sign-in/de"),
                new FunnelRow.Counts(requested, accepted, 3, 2, 1),
                cost);
    }

    private static Optional<Cost> cost(long micros, String currency) {
        return Optional.of(new Cost(micros, currency));
    }

    private static Figure figure(String name, String label, String value) {
        return new Figure(
                name,
                Map.of(
                        label,
                        value,
                        "provider",
                        "acme",
                        "country",
                        "DE",
                        "channel",
                        "sms",
                        "template",
                        "code-sign-in/de"));
    }

    private static Figure messages(String stage) {
        return figure(FunnelFigures.MESSAGES, "stage", stage);
    }

    @Test
    void every_stage_and_every_currency_is_a_figure() {
        rows = List.of(sms(9, 7, cost(1_250_000, "EUR")), sms(5, 4, cost(80_000, "USD")), sms(1, 0, Optional.empty()));
        FunnelFigures figures = figures(Runnable::run);
        assertThat(get(figures, messages("requested"))).isEqualTo(15L);
        assertThat(get(figures, messages("accepted"))).isEqualTo(11L);
        assertThat(get(figures, messages("delivered"))).isEqualTo(9L);
        assertThat(get(figures, messages("failed"))).isEqualTo(6L);
        assertThat(get(figures, messages("verified"))).isEqualTo(3L);
        assertThat(get(figures, figure(FunnelFigures.COST, "currency", "EUR"))).isEqualTo(1.25);
        assertThat(get(figures, figure(FunnelFigures.COST, "currency", "USD"))).isEqualTo(0.08);
        assertThat(figures.all()).hasSize(7);
    }

    @Test
    void tells_what_share_providers_have_and_which_are_passed_over() {
        providers = List.of(
                new Funnel.ProviderStatus("acme", State.RAMPING, 0.3, Map.of()),
                new Funnel.ProviderStatus("beta", State.OPEN, 0, Map.of()),
                new Funnel.ProviderStatus("zeta", State.HALF_OPEN, 0, Map.of()));
        FunnelFigures figures = figures(Runnable::run);
        assertThat(get(figures, new Figure(FunnelFigures.SHARE, Map.of("provider", "acme"))))
                .isEqualTo(0.3);
        assertThat(get(figures, new Figure(FunnelFigures.OPEN, Map.of("provider", "acme"))))
                .isEqualTo(0L);
        assertThat(get(figures, new Figure(FunnelFigures.OPEN, Map.of("provider", "beta"))))
                .isEqualTo(1L);
        assertThat(get(figures, new Figure(FunnelFigures.OPEN, Map.of("provider", "zeta"))))
                .isEqualTo(1L);
    }

    @Test
    void is_read_when_asked_and_at_most_every_fifteen_seconds() {
        rows = List.of(sms(1, 1, Optional.empty()));
        FunnelFigures figures = figures(Runnable::run);
        assertThat(readings).isZero();
        assertThat(get(figures, messages("accepted"))).isEqualTo(1L);
        rows = List.of(sms(2, 2, Optional.empty()));
        clock.advance(FunnelFigures.FRESH.minusMillis(1));
        assertThat(get(figures, messages("accepted"))).isEqualTo(1L);
        assertThat(figures.ageSeconds()).isEqualTo(14.999);
        assertThat(readings).isEqualTo(1);
        clock.advance(Duration.ofMillis(1));
        assertThat(figures.ageSeconds()).isZero();
        assertThat(get(figures, messages("accepted"))).isEqualTo(2L);
        assertThat(readings).isEqualTo(2);
        assertThat(figures.all()).hasSize(5);
    }

    @Test
    void what_is_gone_from_the_window_is_none() {
        rows = List.of(sms(1, 1, cost(70_000, "EUR")));
        FunnelFigures figures = figures(Runnable::run);
        assertThat(get(figures, figure(FunnelFigures.COST, "currency", "EUR"))).isEqualTo(0.07);
        rows = List.of();
        clock.advance(FunnelFigures.FRESH);
        assertThat(get(figures, messages("accepted"))).isEqualTo(0L);
        assertThat(get(figures, figure(FunnelFigures.COST, "currency", "EUR"))).isEqualTo(0L);
    }

    @Test
    void figures_stay_and_age_while_the_database_fails_which_is_asked_no_more_often() {
        rows = List.of(sms(4, 4, Optional.empty()));
        FunnelFigures figures = figures(Runnable::run);
        figures.ageSeconds();
        databaseFails = true;
        clock.advance(FunnelFigures.FRESH);
        assertThat(get(figures, messages("accepted"))).isEqualTo(4L);
        assertThat(figures.ageSeconds()).isEqualTo(15);
        assertThat(readings).isEqualTo(2);
        databaseFails = false;
        clock.advance(FunnelFigures.FRESH);
        assertThat(figures.ageSeconds()).isZero();
    }

    @Test
    void waits_no_longer_than_a_scrape_can_and_shows_the_answer_when_it_is_there() {
        rows = List.of(sms(4, 4, Optional.empty()));
        Queue<Runnable> stuck = new ArrayDeque<>();
        FunnelFigures figures = figures(stuck::add);
        assertThat(get(figures, messages("accepted"))).isEqualTo(0L);
        clock.advance(FunnelFigures.FRESH.multipliedBy(2));
        assertThat(get(figures, messages("accepted"))).isEqualTo(0L);
        assertThat(stuck).as("readings under way").hasSize(1);
        stuck.remove().run();
        assertThat(get(figures, messages("accepted"))).isEqualTo(4L);
    }
}
