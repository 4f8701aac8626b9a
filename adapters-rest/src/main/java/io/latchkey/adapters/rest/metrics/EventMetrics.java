package io.latchkey.adapters.rest.metrics;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Map;

/**
 * Shows at {@code /metrics} how often each audited event happened since the start, as
 * {@code latchkey_events{event="…"}}.
 */
@Dependent
public class EventMetrics {
    private final Gauges gauges;
    private final EventCounts events;

    @Inject
    public EventMetrics(Gauges gauges, EventCounts events) {
        this.gauges = gauges;
        this.events = events;
    }

    /** Shows the figures from now on. */
    public void register() {
        events.counts()
                .keySet()
                .forEach(name -> gauges.register(new Gauge(
                        "latchkey_events",
                        "Audited events since the start",
                        Map.of("event", name),
                        () -> events.counts().getOrDefault(name, 0L))));
    }
}
