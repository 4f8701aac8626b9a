package io.latchkey.adapters.rest.metrics;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** Shows gauges among the server's metrics. A container without MicroProfile Metrics leaves this class out. */
@Dependent
public class ServerGauges {
    private final MetricRegistry registry;

    @Inject
    public ServerGauges(MetricRegistry registry) {
        this.registry = registry;
    }

    void show(Gauge gauge) {
        Metadata metadata = Metadata.builder()
                .withName(gauge.name())
                .withDescription(gauge.description())
                .build();
        Tag[] tags = gauge.labels().entrySet().stream()
                .map(label -> new Tag(label.getKey(), label.getValue()))
                .toArray(Tag[]::new);
        registry.gauge(metadata, () -> gauge.value().get(), tags);
    }
}
