package io.latchkey.adapters.rest.metrics;

import io.latchkey.adapters.rest.metrics.FunnelFigures.Figure;
import io.latchkey.application.delivery.ReadFunnelUseCase;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Shows the delivery funnel, its cost and the state of providers at {@code /metrics}. */
@Dependent
public class FunnelMetrics {
    /**
     * The name sorts before the other names of the funnel. Servers that write metrics in this order thereby read the
     * funnel before they list the rest.
     */
    private static final String AGE = "latchkey_delivery_age_seconds";

    /** Longest wait for the database. Prometheus ends a scrape after ten seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Map<String, String> DESCRIPTIONS = Map.of(
            AGE,
            "How old the figures of the delivery funnel are",
            FunnelFigures.MESSAGES,
            "Messages of the window by what became of them",
            FunnelFigures.COST,
            "What the accepted messages of the window cost, in units of the currency",
            FunnelFigures.SHARE,
            "What the provider has of its resting share at this node",
            FunnelFigures.OPEN,
            "Whether this node passes the provider over");

    private final Gauges gauges;
    private final FunnelFigures figures;
    private final ExecutorService reader;

    @Inject
    public FunnelMetrics(Gauges gauges, ReadFunnelUseCase readFunnel, MetricsSettings settings, Clock clock) {
        this.gauges = gauges;
        this.reader = new ThreadPoolExecutor(0, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, "latchkey-funnel");
            thread.setDaemon(true);
            return thread;
        });
        this.figures =
                new FunnelFigures(readFunnel, settings.funnelWindow().length(), PATIENCE, reader, this::show, clock);
    }

    /** Shows the figures from now on, until this bean is destroyed. */
    public void register() {
        gauges.register(gauge(AGE, Map.of(), figures::ageSeconds));
    }

    private void show(Figure figure) {
        gauges.register(gauge(figure.name(), figure.labels(), () -> figures.get(figure)));
    }

    private static Gauge gauge(String name, Map<String, String> labels, Supplier<? extends Number> value) {
        return new Gauge(name, Objects.requireNonNull(DESCRIPTIONS.get(name)), labels, value);
    }

    @PreDestroy
    void stop() {
        reader.shutdownNow();
    }
}
