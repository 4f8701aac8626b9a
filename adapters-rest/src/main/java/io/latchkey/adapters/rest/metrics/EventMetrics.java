package io.latchkey.adapters.rest.metrics;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * Shows at {@code /metrics} how often each audited event happened since the start, as
 * {@code latchkey_events{event="…"}}.
 */
@Dependent
public class EventMetrics {
    private final MetricRegistry registry;
    private final EventCounts events;

    @Inject
    public EventMetrics(MetricRegistry registry, EventCounts events) {
        this.registry = registry;
        this.events = events;
    }

    /** Shows the figures from now on. */
    public void register() {
        Metadata metadata = Metadata.builder()
                .withName("latchkey_events")
                .withDescription("Audited events since the start")
                .build();
        events.counts()
                .keySet()
                .forEach(name ->
                        registry.gauge(metadata, () -> events.counts().getOrDefault(name, 0L), new Tag("event", name)));
    }
}
