package io.latchkey.bootstrap;

import io.latchkey.adapters.platform.metrics.ServiceMetrics;
import io.latchkey.adapters.rest.metrics.FunnelMetrics;
import io.latchkey.adapters.rest.metrics.MetricsSettings;
import io.latchkey.adapters.rest.metrics.RequestTimes;
import io.latchkey.bootstrap.settings.Settings;
import io.latchkey.bootstrap.settings.subject.FunnelKeys;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Offers what the service measures to the HTTP interface, which shows it and adds the delivery funnel. */
@ApplicationScoped
@SuppressWarnings("NullAway.Init")
public class MetricsWiring {
    /** It lives as long as this bean. */
    @Inject
    Instance<FunnelMetrics> funnel;

    void onStart(@Observes @Initialized(ApplicationScoped.class) Object event) {
        funnel.get().register();
    }

    @Produces
    @Singleton
    PrometheusRegistry registry(ServiceMetrics metrics) {
        return metrics.registry();
    }

    @Produces
    @Singleton
    RequestTimes requestTimes(ServiceMetrics metrics) {
        return new ClientTimes(metrics::request);
    }

    @Produces
    @Singleton
    MetricsSettings metricsSettings(Settings settings) {
        return new MetricsSettings(settings.get(FunnelKeys.WINDOW));
    }
}
