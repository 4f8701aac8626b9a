package io.latchkey.bootstrap;

import io.latchkey.adapters.persistence.JdbcDrivers;
import io.latchkey.adapters.persistence.LatchkeyDatabase;
import io.latchkey.adapters.platform.audit.LoggedAuditTrail;
import io.latchkey.adapters.platform.crypto.NativeProvider;
import io.latchkey.adapters.platform.metrics.ServiceMetrics;
import io.latchkey.adapters.rest.health.ClockState;
import io.latchkey.adapters.rest.health.DatabaseState;
import io.latchkey.adapters.rest.inbox.InboxSettings;
import io.latchkey.adapters.rest.keys.PublishedKeys;
import io.latchkey.application.shared.ContactParser;
import io.latchkey.bootstrap.settings.Settings;
import io.latchkey.bootstrap.settings.subject.TokenKeys;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.config.ConfigProvider;

/** Starts and stops the service with its container, and offers its parts to the adapters. */
@ApplicationScoped
@SuppressWarnings("NullAway.Init")
public class Wiring {
    private Clocks clocks;
    private Configuration configuration;
    private LatchkeyDatabase database;
    private Assembly assembly;
    private Map<Class<?>, Object> useCases;

    /** Reads the configuration and starts the service. An exception here keeps the application from being deployed. */
    @PostConstruct
    void start() {
        Settings settings = Settings.read(ConfigProvider.getConfig());
        clocks = Clocks.of(settings);
        configuration = Configuration.read(settings, clocks.product());
        NativeProvider.install();
        Delivery delivery = configuration.delivery();
        try {
            database = DatabaseWiring.open(configuration.settings());
            assembly = new Assembly(
                    configuration.settings(),
                    configuration.secrets(),
                    database,
                    delivery.ports(),
                    configuration.testNumbers().numbers(),
                    configuration.publicUrl(),
                    clocks.product());
            useCases = assembly.useCases.byPort();
            assembly.start();
            clocks.onMove(assembly::catchUp);
            delivery.start(assembly.useCases.delivery.takeReceipts::report, assembly.audit);
        } catch (RuntimeException | LinkageError refused) {
            stop();
            throw refused;
        }
        configuration.tell(assembly.audit);
    }

    /** Makes the container start the service at deployment, before the first request. */
    void onStart(@Observes @Initialized(ApplicationScoped.class) Object event) {}

    /** Stops all parts that were started. After a refused start some parts are missing. */
    @PreDestroy
    void stop() {
        if (assembly != null) {
            assembly.close();
        }
        if (configuration != null) {
            configuration.delivery().close();
        }
        if (database != null) {
            database.close();
        }
        NativeProvider.uninstall();
        JdbcDrivers.deregister();
    }

    /** The use case with this port, for {@link UseCaseBeans}. */
    Object useCase(Class<?> port) {
        return Objects.requireNonNull(useCases.get(port), port.getName());
    }

    /** The settings, for the wiring of single faces and of the delivery funnel. */
    @Produces
    @Singleton
    Settings settings() {
        return configuration.settings();
    }

    @Produces
    @Singleton
    DatabaseState databaseState() {
        return database::isHealthy;
    }

    @Produces
    @Singleton
    ClockState clockState() {
        return assembly.clockWatch;
    }

    /** The clocks, for {@link ClockWiring}. */
    @Produces
    @Singleton
    Clocks clocks() {
        return clocks;
    }

    @Produces
    @Singleton
    PublishedKeys publishedKeys() {
        return new PublishedKeys(
                assembly.keyRing::publicKeySet, configuration.settings().get(TokenKeys.KEY_LEAD));
    }

    @Produces
    @Singleton
    LoggedAuditTrail auditTrail() {
        return assembly.audit;
    }

    /** What the service measures, for {@link MetricsWiring}. */
    @Produces
    @Singleton
    ServiceMetrics metrics() {
        return assembly.metrics;
    }

    @Produces
    @Singleton
    InboxSettings inbox() {
        return new InboxSettings(configuration.delivery().inbox().map(InboxView::new));
    }

    /** The settings of the HTTP interface, for {@link RestWiring}. */
    @Produces
    @Singleton
    RestConfiguration restConfiguration() {
        return configuration.rest();
    }

    @Produces
    @Singleton
    ContactParser contactParser() {
        return configuration.contacts();
    }
}
