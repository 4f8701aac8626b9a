package io.latchkey.adapters.rest.metrics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * Shows at {@code /metrics} how often each audited event happened since the start, as
 * {@code latchkey_events{event="…"}}.
 */
@ApplicationScoped
public class EventMetrics {
    private final MetricRegistry registry;
    private final EventCounts events;

    @Inject
    public EventMetrics(MetricRegistry registry, EventCounts events) {
        this.registry = registry;
        this.events = events;
    }

    void register(@Observes @Initialized(ApplicationScoped.class) Object event) {
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
