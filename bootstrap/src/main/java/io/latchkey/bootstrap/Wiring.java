package io.latchkey.bootstrap;

import io.latchkey.adapters.persistence.LatchkeyDatabase;
import io.latchkey.adapters.platform.audit.LoggedAuditTrail;
import io.latchkey.adapters.platform.crypto.GeneratedSecret;
import io.latchkey.adapters.platform.crypto.MasterSecrets;
import io.latchkey.adapters.platform.crypto.NativeProvider;
import io.latchkey.adapters.platform.numbering.NumberingPlans;
import io.latchkey.adapters.rest.health.DatabaseState;
import io.latchkey.adapters.rest.inbox.InboxSettings;
import io.latchkey.adapters.rest.keys.PublishedKeys;
import io.latchkey.adapters.rest.metrics.EventMetrics;
import io.latchkey.adapters.rest.metrics.FunnelMetrics;
import io.latchkey.application.shared.ContactParser;
import io.latchkey.application.shared.service.NumberingPlanContactParser;
import io.latchkey.bootstrap.settings.FixedCodeNumberList;
import io.latchkey.bootstrap.settings.Settings;
import io.latchkey.bootstrap.settings.StartCheck;
import io.latchkey.bootstrap.settings.key.Mode;
import io.latchkey.bootstrap.settings.key.ServerKeys;
import io.latchkey.bootstrap.settings.subject.MasterSecretKeys;
import io.latchkey.bootstrap.settings.subject.RequestKeys;
import io.latchkey.bootstrap.settings.subject.TokenKeys;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.config.ConfigProvider;

/** Starts and stops the service with its container, and offers its parts to the adapters. */
@ApplicationScoped
@SuppressWarnings("NullAway.Init")
public class Wiring {
    /** They live as long as this bean. */
    @Inject
    Instance<EventMetrics> eventMetrics;

    @Inject
    Instance<FunnelMetrics> funnelMetrics;

    private Settings settings;
    private LatchkeyDatabase database;
    private Assembly assembly;
    private Map<Class<?>, Object> useCases;
    private Delivery delivery;
    private ContactParser contacts;
    private RestConfiguration rest;

    /** Reads the configuration and starts the service. An exception here keeps the application from being deployed. */
    @PostConstruct
    void start() {
        settings = Settings.load(ConfigProvider.getConfig());
        StartCheck.check(settings);
        NativeProvider.install();
        MasterSecrets secrets = MasterSecretKeys.secrets(
                settings,
                settings.find(MasterSecretKeys.SECRET)
                        .orElseGet(() -> GeneratedSecret.in(settings.get(ServerKeys.DATA_DIR))));
        String publicUrl = PublicUrl.of(settings);
        Clock clock = Clock.tickMillis(ZoneOffset.UTC);
        rest = RestConfiguration.read(settings);
        NumberingPlans numbers = settings.build(
                RequestKeys.DEFAULT_REGION.key(), read -> new NumberingPlans(read.get(RequestKeys.DEFAULT_REGION)));
        contacts = new NumberingPlanContactParser(numbers);
        FixedCodeNumberList testNumbers = FixedCodeNumberList.read(settings, contacts, clock);
        delivery = new Delivery(settings, contacts, numbers, publicUrl, clock);
        try {
            database = DatabaseWiring.open(settings);
            assembly = new Assembly(
                    settings, secrets, database, delivery.ports(), testNumbers.numbers(), publicUrl, clock);
            useCases = assembly.useCases.byPort();
            assembly.start();
            delivery.start(assembly.useCases.delivery.takeReceipts::report, assembly.audit);
        } catch (RuntimeException refused) {
            stop();
            throw refused;
        }
        testNumbers
                .warnings()
                .forEach(warning -> System.getLogger(Wiring.class.getName()).log(System.Logger.Level.WARNING, warning));
        if (settings.get(ServerKeys.MODE) == Mode.DEV) {
            System.getLogger(Wiring.class.getName())
                    .log(System.Logger.Level.INFO, "Development mode: messages are kept for {0}/dev/inbox", publicUrl);
        }
    }

    /** Makes the container start the service at deployment, before the first request, and show its figures. */
    void onStart(@Observes @Initialized(ApplicationScoped.class) Object event) {
        eventMetrics.get().register();
        funnelMetrics.get().register();
    }

    /** Stops all parts that were started. After a refused start some parts are missing. */
    @PreDestroy
    void stop() {
        if (assembly != null) {
            assembly.close();
        }
        if (delivery != null) {
            delivery.close();
        }
        if (database != null) {
            database.close();
        }
    }

    /** The use case with this port, for {@link UseCaseBeans}. */
    Object useCase(Class<?> port) {
        return Objects.requireNonNull(useCases.get(port), port.getName());
    }

    /** The settings, for the wiring of single faces and of the delivery funnel. */
    @Produces
    @Singleton
    Settings settings() {
        return settings;
    }

    @Produces
    @Singleton
    DatabaseState databaseState() {
        return database::isHealthy;
    }

    @Produces
    @Singleton
    PublishedKeys publishedKeys() {
        return new PublishedKeys(assembly.keyRing::publicKeySet, settings.get(TokenKeys.KEY_LEAD));
    }

    @Produces
    @Singleton
    LoggedAuditTrail auditTrail() {
        return assembly.audit;
    }

    @Produces
    @Singleton
    InboxSettings inbox() {
        return new InboxSettings(delivery.inbox().map(InboxView::new));
    }

    /** The settings of the HTTP interface, for {@link RestWiring}. */
    @Produces
    @Singleton
    RestConfiguration restConfiguration() {
        return rest;
    }

    @Produces
    @Singleton
    ContactParser contactParser() {
        return contacts;
    }
}
