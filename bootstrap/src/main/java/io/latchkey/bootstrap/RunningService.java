package io.latchkey.bootstrap;

import io.latchkey.adapters.persistence.JdbcDrivers;
import io.latchkey.adapters.persistence.LatchkeyDatabase;
import io.latchkey.adapters.platform.crypto.Argon2PasswordHasher;
import io.latchkey.bootstrap.settings.Settings;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * The one service of this application. Whoever starts it gets the one that runs. Each deployment has classes of its own, and so a
 * service of its own.
 */
@SuppressWarnings("NullAway.Init")
final class RunningService {
    private static volatile @Nullable RunningService running;

    private final RecordMethods records = new RecordMethods();
    private Clocks clocks;
    private Configuration configuration;
    private LatchkeyDatabase database;
    private Assembly assembly;
    private Map<Class<?>, Object> useCases;

    private RunningService() {}

    /** The service, which the first call starts and others wait for. An exception means that it does not run. */
    static RunningService start() {
        return start(() -> Settings.read(ConfigProvider.getConfig()));
    }

    /** The same with settings from elsewhere than the server, read when none runs yet. */
    static synchronized RunningService start(Supplier<Settings> settings) {
        RunningService service = running;
        if (service == null) {
            service = new RunningService();
            service.open(settings);
            running = service;
        }
        return service;
    }

    /** The service when it runs. It neither starts one nor waits for one that starts. */
    static Optional<RunningService> current() {
        return Optional.ofNullable(running);
    }

    /** Stops the service. It does nothing when none runs. */
    static synchronized void stop() {
        try {
            current().ifPresent(RunningService::close);
        } finally {
            running = null;
        }
    }

    private void open(Supplier<Settings> source) {
        try {
            Settings settings = source.get();
            clocks = Clocks.of(settings);
            configuration = Configuration.read(settings, clocks.product());
            Delivery delivery = configuration.delivery();
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
            delivery.start(new ReportsOfProviders(assembly.useCases.delivery.takeReceipts), assembly.audit);
        } catch (RuntimeException | LinkageError refused) {
            close();
            throw refused;
        }
        configuration.tell(assembly.audit);
    }

    /** Closes all parts that were started. After a refused start some parts are missing. */
    private void close() {
        if (assembly != null) {
            assembly.close();
        }
        if (configuration != null) {
            configuration.delivery().close();
        }
        if (database != null) {
            database.close();
        }
        Argon2PasswordHasher.unload();
        JdbcDrivers.deregister();
        records.forget();
    }

    Clocks clocks() {
        return clocks;
    }

    Configuration configuration() {
        return configuration;
    }

    LatchkeyDatabase database() {
        return database;
    }

    Assembly assembly() {
        return assembly;
    }

    Map<Class<?>, Object> useCases() {
        return useCases;
    }
}
