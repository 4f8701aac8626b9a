package io.latchkey.application.delivery.service;

import io.latchkey.application.delivery.OutboxDispatch;
import io.latchkey.application.delivery.ReadFunnelUseCase;
import io.latchkey.application.delivery.TakeReceiptsUseCase;
import io.latchkey.application.delivery.port.Countries;
import io.latchkey.application.delivery.port.DeliveryAttemptRepository;
import io.latchkey.application.delivery.port.DeliveryPlans;
import io.latchkey.application.delivery.port.DeliveryWorkers;
import io.latchkey.application.delivery.port.DispatchTrigger;
import io.latchkey.application.delivery.port.HandoverWatch;
import io.latchkey.application.delivery.port.OutboxRepository;
import io.latchkey.application.delivery.port.ReceiptAuthenticator;
import io.latchkey.application.delivery.port.ReceiptNonceRepository;
import io.latchkey.application.delivery.port.ReceiptWatch;
import io.latchkey.application.otp.port.OtpChallengeRepository;
import io.latchkey.application.otp.service.OtpUseCases;
import io.latchkey.application.shared.Chore;
import io.latchkey.application.shared.port.Pause;
import io.latchkey.application.shared.service.Core;
import io.latchkey.domain.delivery.HealthPolicy;
import io.latchkey.domain.delivery.ProbePolicy;
import io.latchkey.domain.delivery.RetryPolicy;
import java.time.Duration;

/**
 * The use cases of delivery. Features that promise messages need {@link #messages} before there are codes; the use
 * cases here need codes and are built after them.
 */
public final class DeliveryUseCases {
    public final OutboxDispatch dispatchOutbox;
    public final TakeReceiptsUseCase takeReceipts;
    public final Chore retryReceipts;
    public final Chore refreshHealth;
    public final Chore refreshSuppressions;
    public final Suppressions suppressions;
    public final Reach reach;
    public final ReadFunnelUseCase readFunnel;
    public final FollowUps followUps;

    /** What the feature needs from outside to send messages and to believe receipts. */
    public record Ports(
            DeliveryPlans plans,
            Countries countries,
            DeliveryWorkers workers,
            DispatchTrigger trigger,
            Pause pause,
            ReceiptAuthenticator authenticator,
            HandoverWatch watch,
            ReceiptWatch receiptWatch) {}

    /** @param challenges tells whether a code is still of use before it is sent */
    public record Repositories(
            OutboxRepository outbox,
            DeliveryAttemptRepository attempts,
            ReceiptNonceRepository nonces,
            OtpChallengeRepository challenges) {}

    /**
     * What codes are built with, so that it is there before they are.
     *
     * @param owners what codes that providers own are checked with
     * @param handed the way on which messages come that were promised with {@link #messages}
     * @param suppressions channels that are closed to contacts
     */
    public record Before(ProviderCodes owners, HandedMessages handed, Suppressions suppressions) {}

    /**
     * @param mostCallsToOne calls to one provider at once, above which other messages pass it over; 1 or more
     * @param handsConcealedOver whether providers may own codes for which a decoy may stand
     */
    public record Policies(RetryPolicy retry, HealthPolicy health, int mostCallsToOne, boolean handsConcealedOver) {}

    /**
     * What other features promise messages with; the dispatcher sends a message once its promise has committed.
     *
     * @param handed the way to the dispatcher
     */
    public static OutboxMessages messages(Core core, OutboxRepository outbox, HandedMessages handed, Ports ports) {
        return new OutboxMessages(outbox, ports.plans(), ports.countries(), handed, ports.pause(), core);
    }

    /** What the owners of addresses that bounced verify them anew with. */
    public static AddressProbes probes(
            Core core, OutboxRepository outbox, Suppressions suppressions, ProbePolicy policy) {
        return new AddressProbes(suppressions, outbox, policy, core);
    }

    /** What codes that providers own are checked with. */
    public static ProviderCodes codeOwners(Core core, Ports ports) {
        MessageRoutes routes = new MessageRoutes(ports.plans(), ports.countries());
        return new ProviderCodes(ports.plans(), routes, ports.pause(), core.clock());
    }

    public DeliveryUseCases(
            Core core, OtpUseCases otp, Before before, Repositories repositories, Ports ports, Policies policies) {
        HealthBoard health = new HealthBoard(
                policies.health(),
                policies.mostCallsToOne(),
                repositories.attempts(),
                core.unitOfWork(),
                core.audit(),
                core.clock());
        suppressions = before.suppressions();
        refreshSuppressions =
                Chore.quick(Duration.ofSeconds(3), "Suppressed contacts could not be read", suppressions::refresh);
        MessageRoutes routes = new MessageRoutes(ports.plans(), ports.countries());
        reach = new Reach(routes, suppressions);
        Courier courier = new Courier(
                routes,
                suppressions,
                new CodeHandover(
                        repositories.challenges(),
                        repositories.outbox(),
                        before.owners(),
                        otp.codes,
                        policies.handsConcealedOver(),
                        core.unitOfWork(),
                        core.clock()),
                health,
                policies.retry(),
                core.ids(),
                core.clock());
        MessageSender sender = new MessageSender(
                courier,
                new AwaitedCodes(repositories.challenges(), core.unitOfWork()),
                otp.rules,
                otp.codes,
                policies.retry(),
                core);
        OutboxQueue queue = new OutboxQueue(
                repositories.outbox(),
                repositories.attempts(),
                suppressions,
                core.unitOfWork(),
                policies.retry().claim());
        dispatchOutbox = new DispatchOutboxService(
                queue, before.handed(), sender, ports.workers(), ports.trigger(), ports.watch(), core.clock());
        ReceiptRecorder recorder = new ReceiptRecorder(
                repositories.attempts(),
                repositories.outbox(),
                suppressions,
                core.unitOfWork(),
                ports.trigger(),
                health,
                core.clock());
        ReceiptDesk receipts = new ReceiptDesk(recorder, ports.receiptWatch(), core.unitOfWork(), core.clock());
        takeReceipts = new TakeReceiptsService(
                receipts, ports.plans(), ports.authenticator(), repositories.nonces(), core.unitOfWork());
        retryReceipts = new Chore(
                "receipts", Duration.ofSeconds(1), "Early receipts could not be recorded", takeReceipts::retryEarly);
        refreshHealth =
                Chore.quick(Duration.ofSeconds(3), "The receipts of providers could not be judged", health::refresh);
        followUps = new FollowUps(
                new TakenMessages(repositories.attempts(), repositories.outbox(), routes, core.unitOfWork()),
                receipts,
                ports.plans(),
                ports.workers(),
                ports.pause(),
                core.clock());
        readFunnel = new ReadFunnelService(repositories.attempts(), health, core.unitOfWork(), core.clock());
    }
}
