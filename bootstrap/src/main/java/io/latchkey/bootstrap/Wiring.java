package io.latchkey.bootstrap;

import io.latchkey.adapters.platform.audit.LoggedAuditTrail;
import io.latchkey.adapters.platform.metrics.ServiceMetrics;
import io.latchkey.adapters.rest.inbox.InboxSettings;
import io.latchkey.adapters.rest.keys.PublishedKeys;
import io.latchkey.application.shared.ContactParser;
import io.latchkey.application.shared.service.DecisionDesk;
import io.latchkey.bootstrap.settings.Settings;
import io.latchkey.bootstrap.settings.subject.TokenKeys;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Objects;

/** Starts and stops the service with its container, and offers its parts to the adapters. */
@ApplicationScoped
@SuppressWarnings("NullAway.Init")
public class Wiring {
    private RunningService service;

    /** Reads the configuration and starts the service. An exception here keeps the application from being deployed. */
    @PostConstruct
    void start() {
        service = RunningService.start();
    }

    /** Makes the container start the service at deployment, before the first request. */
    void onStart(@Observes @Initialized(ApplicationScoped.class) Object event) {}

    @PreDestroy
    void stop() {
        RunningService.stop();
    }

    /** The use case with this port, for {@link UseCaseBeans}. */
    Object useCase(Class<?> port) {
        return NamedDeed.of(port, Objects.requireNonNull(service.useCases().get(port), port.getName()), decisions());
    }

    /** The desk of decisions, for {@link DecisionWiring}. */
    @Produces
    @Singleton
    DecisionDesk decisions() {
        return service.assembly().useCases.decisions;
    }

    /** The settings, for the wiring of single faces and of the delivery funnel. */
    @Produces
    @Singleton
    Settings settings() {
        return service.configuration().settings();
    }

    /** The clocks, for {@link ClockWiring}. */
    @Produces
    @Singleton
    Clocks clocks() {
        return service.clocks();
    }

    @Produces
    @Singleton
    PublishedKeys publishedKeys() {
        return new PublishedKeys(
                service.assembly().keyRing::publicKeySet,
                service.configuration().settings().get(TokenKeys.KEY_LEAD));
    }

    @Produces
    @Singleton
    LoggedAuditTrail auditTrail() {
        return service.assembly().audit;
    }

    /** What the service measures, for {@link MetricsWiring}. */
    @Produces
    @Singleton
    ServiceMetrics metrics() {
        return service.assembly().metrics;
    }

    @Produces
    @Singleton
    InboxSettings inbox() {
        return new InboxSettings(service.configuration().delivery().inbox().map(InboxView::new));
    }

    /** The settings of the HTTP interface, for {@link RestWiring}. */
    @Produces
    @Singleton
    RestConfiguration restConfiguration() {
        return service.configuration().rest();
    }

    @Produces
    @Singleton
    ContactParser contactParser() {
        return service.configuration().contacts();
    }
}
