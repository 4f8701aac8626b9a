package io.latchkey.adapters.rest.metrics;

import io.latchkey.adapters.rest.metrics.FunnelFigures.Figure;
import io.latchkey.application.delivery.ReadFunnelUseCase;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Shows the delivery funnel, its cost and the state of providers at {@code /metrics}. */
@Dependent
public class FunnelMetrics {
    private static final String AGE = "latchkey_delivery_age_seconds";

    /** Longest wait for the database. Prometheus ends a scrape after ten seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final List<String> MESSAGE = List.of("provider", "country", "channel", "template");

    private final PrometheusRegistry registry;
    private final FunnelFigures figures;
    private final ExecutorService reader;

    @Inject
    public FunnelMetrics(
            PrometheusRegistry registry, ReadFunnelUseCase readFunnel, MetricsSettings settings, Clock clock) {
        this.registry = registry;
        this.reader = new ThreadPoolExecutor(0, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, "latchkey-funnel");
            thread.setDaemon(true);
            return thread;
        });
        this.figures = new FunnelFigures(readFunnel, settings.funnelWindow().length(), PATIENCE, reader, clock);
    }

    /** Shows the figures from now on, until this bean is destroyed. */
    public void register() {
        GaugeWithCallback.builder()
                .name(AGE)
                .help("How old the figures of the delivery funnel are")
                .callback(gauge -> gauge.call(figures.ageSeconds()))
                .register(registry);
        show(FunnelFigures.MESSAGES, "Messages of the window by what became of them", with("stage"));
        show(
                FunnelFigures.COST,
                "What the accepted messages of the window cost, in units of the currency",
                with("currency"));
        show(FunnelFigures.SHARE, "What the provider has of its resting share at this node", List.of("provider"));
        show(FunnelFigures.OPEN, "Whether this node passes the provider over", List.of("provider"));
    }

    private static List<String> with(String label) {
        return Stream.concat(Stream.of(label), MESSAGE.stream()).toList();
    }

    private void show(String name, String help, List<String> labels) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(labels.toArray(String[]::new))
                .callback(gauge -> figures.all().forEach((figure, value) -> {
                    if (figure.name().equals(name)) {
                        gauge.call(value.doubleValue(), values(figure, labels));
                    }
                }))
                .register(registry);
    }

    private static String[] values(Figure figure, List<String> labels) {
        return labels.stream()
                .map(label -> Objects.requireNonNull(figure.labels().get(label)))
                .toArray(String[]::new);
    }

    @PreDestroy
    void stop() {
        reader.shutdown();
    }
}
