package io.latchkey.bootstrap.web;

import io.latchkey.bootstrap.audit.LoggedAuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** Shows how often each audited event happened since the start as {@code latchkey_events{event="…"}} at {@code /metrics}. */
@ApplicationScoped
public class EventMetrics {
    private final MetricRegistry registry;
    private final LoggedAuditTrail audit;

    @Inject
    public EventMetrics(MetricRegistry registry, LoggedAuditTrail audit) {
        this.registry = registry;
        this.audit = audit;
    }

    void register(@Observes @Initialized(ApplicationScoped.class) Object event) {
        Metadata metadata = Metadata.builder()
                .withName("latchkey_events")
                .withDescription("Audited events since the start")
                .build();
        audit.counts()
                .keySet()
                .forEach(name ->
                        registry.gauge(metadata, () -> audit.counts().getOrDefault(name, 0L), new Tag("event", name)));
    }
}
