package io.latchkey.bootstrap;

import io.latchkey.adapters.persistence.LatchkeyDatabase;
import io.latchkey.adapters.platform.audit.LoggedAuditTrail;
import io.latchkey.adapters.platform.crypto.KeyRing;
import io.latchkey.adapters.platform.crypto.MasterSecrets;
import io.latchkey.adapters.platform.metrics.ServiceMetrics;
import io.latchkey.adapters.sms.dispatch.DispatcherThread;
import io.latchkey.adapters.sms.dispatch.PooledDeliveryWorkers;
import io.latchkey.adapters.sms.dispatch.SharedSecretReceipts;
import io.latchkey.adapters.sms.dispatch.StoppablePause;
import io.latchkey.adapters.sms.dispatch.WakingTrigger;
import io.latchkey.application.UseCases;
import io.latchkey.application.delivery.service.DeliveryUseCases;
import io.latchkey.bootstrap.settings.Settings;
import io.latchkey.bootstrap.settings.subject.DeliveryKeys;
import io.latchkey.bootstrap.settings.subject.SmsKeys;
import io.latchkey.domain.otp.FixedCodeNumbers;
import java.time.Clock;
import java.util.Optional;

/**
 * Builds the whole service from settings, database and outer parts. It works without a container. Closing it stops its
 * threads.
 */
final class Assembly implements AutoCloseable {
    final LoggedAuditTrail audit;
    final KeyRing keyRing;
    final UseCases useCases;
    final ClockWatch clockWatch;
    final ServiceMetrics metrics;

    private final ServerPlatform platform;
    private final StoppablePause pause = new StoppablePause();
    private final DispatcherThread dispatcher;
    private Optional<MaintenanceTimer> maintenance = Optional.empty();

    /**
     * Builds all parts. No thread runs before {@link #start}.
     *
     * @param testNumbers contacts with fixed codes
     * @param publicUrl URL at which browsers reach the service, without a slash at the end
     */
    Assembly(
            Settings settings,
            MasterSecrets secrets,
            LatchkeyDatabase database,
            DeliveryPorts delivery,
            FixedCodeNumbers testNumbers,
            String publicUrl,
            Clock clock) {
        clockWatch = new ClockWatch(database::readClock, Clocks.WALL);
        platform = new ServerPlatform(settings, secrets, database, publicUrl, clock);
        audit = platform.audit();
        keyRing = platform.keyRing();
        metrics = platform.metrics();
        database.show(metrics.registry());
        keyRing.refresh();
        WakingTrigger trigger = new WakingTrigger();
        PooledDeliveryWorkers workers = new PooledDeliveryWorkers(settings.get(DeliveryKeys.WORKERS));
        DeliveryUseCases.Ports sending = new DeliveryUseCases.Ports(
                metrics.measured(delivery.plans()),
                delivery.countries(),
                workers,
                trigger,
                pause,
                new SharedSecretReceipts(settings.find(SmsKeys.RECEIPT_SECRET)),
                metrics::waited,
                metrics::receipt);
        useCases = new UseCases(database, platform, sending, new ConfiguredPolicies(settings, testNumbers));
        metrics.decisionsLeftOut(useCases.decisions::leftOut);
        useCases.guard.blocks.refresh();
        useCases.listings.refresh();
        useCases.delivery.suppressions.refresh();
        dispatcher = new DispatcherThread(useCases.delivery.dispatchOutbox, trigger, workers);
    }

    /** Starts the threads that send messages, rotate keys and purge old rows. */
    void start() {
        dispatcher.start();
        maintenance = Optional.of(new MaintenanceTimer(keyRing, useCases, clockWatch));
    }

    /** Does what became due when the clock was moved. The dispatcher looks every second anyway. */
    void catchUp() {
        maintenance.ifPresent(MaintenanceTimer::catchUp);
    }

    @Override
    public void close() {
        pause.close();
        maintenance.ifPresent(MaintenanceTimer::close);
        dispatcher.close();
        platform.close();
    }
}
