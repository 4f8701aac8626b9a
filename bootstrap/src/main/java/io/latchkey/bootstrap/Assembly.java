package io.latchkey.bootstrap;

import io.latchkey.adapters.persistence.LatchkeyDatabase;
import io.latchkey.application.UseCases;
import io.latchkey.application.delivery.ReadFunnelUseCase;
import io.latchkey.application.delivery.RecordReceiptUseCase;
import io.latchkey.application.delivery.RefreshHealthUseCase;
import io.latchkey.application.delivery.ReportDeliveryUseCase;
import io.latchkey.application.delivery.RetryReceiptsUseCase;
import io.latchkey.application.delivery.TakeReceiptsUseCase;
import io.latchkey.application.delivery.service.DispatchOutboxService;
import io.latchkey.application.delivery.service.HealthBoard;
import io.latchkey.application.delivery.service.OutboxMessages;
import io.latchkey.application.delivery.service.ReadFunnelService;
import io.latchkey.application.delivery.service.Receipts;
import io.latchkey.application.delivery.service.RecordReceiptService;
import io.latchkey.application.delivery.service.TakeReceiptsService;
import io.latchkey.bootstrap.audit.LoggedAuditTrail;
import io.latchkey.bootstrap.crypto.KeyRing;
import io.latchkey.bootstrap.crypto.MasterSecrets;
import io.latchkey.bootstrap.delivery.DispatcherThread;
import io.latchkey.bootstrap.delivery.ParkingPause;
import io.latchkey.bootstrap.delivery.PooledDeliveryWorkers;
import io.latchkey.bootstrap.delivery.SharedSecretReceipts;
import io.latchkey.bootstrap.delivery.WakingTrigger;
import io.latchkey.bootstrap.settings.Catalog;
import io.latchkey.bootstrap.settings.Policies;
import io.latchkey.bootstrap.settings.Settings;
import io.latchkey.domain.otp.FixedCodeNumbers;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The whole service put together from settings and its outer parts; knows no container. Closing it stops its threads. */
final class Assembly implements AutoCloseable {
    final LoggedAuditTrail audit;
    final KeyRing keyRing;
    final UseCases useCases;
    final RecordReceiptUseCase recordReceipt;
    final TakeReceiptsUseCase takeReceipts;
    final RetryReceiptsUseCase retryReceipts;
    final ReportDeliveryUseCase reportDelivery;
    final RefreshHealthUseCase refreshHealth;
    final ReadFunnelUseCase readFunnel;

    private final ServerPlatform platform;
    private final DispatcherThread dispatcher;
    private Optional<MaintenanceTimer> maintenance = Optional.empty();

    /**
     * Puts everything together; nothing runs before {@link #start}.
     *
     * @param testNumbers contacts with fixed codes
     * @param publicUrl how browsers reach the service, without a slash at the end
     */
    Assembly(
            Settings settings,
            MasterSecrets secrets,
            LatchkeyDatabase database,
            DeliveryPorts delivery,
            FixedCodeNumbers testNumbers,
            String publicUrl,
            Clock clock) {
        platform = new ServerPlatform(settings, secrets, database, publicUrl, clock);
        audit = platform.audit();
        keyRing = platform.keyRing();
        keyRing.refresh();
        Policies configured = new Policies(settings);
        WakingTrigger trigger = new WakingTrigger();
        OutboxMessages messages = new OutboxMessages(
                database.outbox(), trigger, new ParkingPause(), database.unitOfWork(), platform.ids(), audit, clock);
        useCases = new UseCases(database, platform, messages, new ConfiguredPolicies(settings, testNumbers));
        useCases.guard.refreshBlocks.refresh();

        Receipts receipts = new Receipts(database.attempts(), database.outbox(), database.unitOfWork(), trigger, clock);
        recordReceipt = new RecordReceiptService(
                receipts, new SharedSecretReceipts(delivery.isProvider(), settings.find(Catalog.SMS_RECEIPT_SECRET)));
        TakeReceiptsService taking = new TakeReceiptsService(receipts, delivery.receipts());
        takeReceipts = taking;
        retryReceipts = taking;
        reportDelivery = receipts;

        int mostCalls = settings.get(Catalog.DELIVERY_WORKERS);
        PooledDeliveryWorkers workers = new PooledDeliveryWorkers(mostCalls);
        // A provider that hangs must leave threads for others.
        int mostCallsToOne = Math.max(1, mostCalls * 3 / 4);
        HealthBoard health = new HealthBoard(
                configured.health(), mostCallsToOne, database.attempts(), database.unitOfWork(), audit, clock);
        refreshHealth = health;
        readFunnel = new ReadFunnelService(database.attempts(), health, database.unitOfWork(), clock);
        dispatcher = new DispatcherThread(
                new DispatchOutboxService(
                        database.outbox(),
                        database.attempts(),
                        database.challenges(),
                        delivery.routes(),
                        delivery.countries(),
                        delivery.gateway(),
                        health,
                        workers,
                        useCases.otp.codes,
                        configured.delivery(),
                        database.unitOfWork(),
                        platform.ids(),
                        trigger,
                        audit,
                        clock),
                trigger,
                workers);
    }

    /** Every use case, by its port. */
    Map<Class<?>, Object> byPort() {
        Map<Class<?>, Object> all = new HashMap<>(useCases.byPort());
        all.put(RecordReceiptUseCase.class, recordReceipt);
        all.put(TakeReceiptsUseCase.class, takeReceipts);
        all.put(ReadFunnelUseCase.class, readFunnel);
        return all;
    }

    /** Starts the threads that send, rotate keys and purge. */
    void start() {
        dispatcher.start();
        maintenance = Optional.of(new MaintenanceTimer(
                keyRing, useCases.purge, useCases.guard.refreshBlocks, retryReceipts, refreshHealth));
    }

    @Override
    public void close() {
        maintenance.ifPresent(MaintenanceTimer::close);
        dispatcher.close();
        platform.close();
    }
}
