package io.latchkey.application.delivery.service;

import io.latchkey.application.delivery.ReportDeliveryUseCase;
import io.latchkey.application.delivery.port.DeliveryAttemptRepository;
import io.latchkey.application.delivery.port.DispatchTrigger;
import io.latchkey.application.delivery.port.OutboxRepository;
import io.latchkey.application.delivery.port.ReceiptReader;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.domain.delivery.OutboxMessage;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.message.DeliveryState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Records what providers tell of messages; the first receipt about one counts. A receipt may be faster than the record of what it is
 * about, so one about nothing known is kept in memory for a while and looked at again.
 */
public final class Receipts implements ReportDeliveryUseCase {
    private static final Duration KEPT = Duration.ofSeconds(30);
    private static final int MOST_KEPT = 10_000;

    private final DeliveryAttemptRepository attempts;
    private final OutboxRepository outbox;
    private final UnitOfWork unitOfWork;
    private final DispatchTrigger trigger;
    private final Clock clock;
    private final Queue<Early> early = new ConcurrentLinkedQueue<>();
    private final AtomicInteger kept = new AtomicInteger();

    public Receipts(
            DeliveryAttemptRepository attempts,
            OutboxRepository outbox,
            UnitOfWork unitOfWork,
            DispatchTrigger trigger,
            Clock clock) {
        this.attempts = attempts;
        this.outbox = outbox;
        this.unitOfWork = unitOfWork;
        this.trigger = trigger;
        this.clock = clock;
    }

    private record Early(String provider, ReceiptReader.Report report, Instant cameAt) {}

    private record Recording(boolean isKnown, boolean isDue) {}

    /** Answers whether the provider was handed such a message. */
    boolean record(String provider, ReceiptReader.Report report) {
        Recording recording = unitOfWork.execute(() -> {
            Instant now = clock.instant();
            DeliveryAttemptRepository.Match match = attempts.receive(provider, report.reference(), report.state(), now);
            boolean isDue = match.isFirst() && change(provider, report, match.messages(), now);
            return new Recording(!match.messages().isEmpty(), isDue);
        });
        if (recording.isDue()) {
            trigger.wake();
        }
        return recording.isKnown();
    }

    /** Answers whether any of the messages is to be taken up at once. */
    private boolean change(String provider, ReceiptReader.Report report, List<OutboxMessageId> ids, Instant now) {
        List<OutboxMessage> changed = new ArrayList<>();
        for (OutboxMessage message : outbox.findForUpdate(ids)) {
            OutboxMessage next = message.receive(provider, report.reference(), report.state(), now);
            if (!next.equals(message)) {
                changed.add(next);
            }
        }
        if (!changed.isEmpty()) {
            outbox.update(changed);
        }
        return changed.stream().anyMatch(message -> message.nextAttemptAt() != null);
    }

    /** Records them, those about nothing known as soon as they are. */
    void take(String provider, List<ReceiptReader.Report> reports) {
        for (ReceiptReader.Report report : reports) {
            if (!record(provider, report)) {
                keep(new Early(provider, report, clock.instant()));
            }
        }
    }

    private void keep(Early receipt) {
        if (kept.incrementAndGet() > MOST_KEPT) {
            kept.decrementAndGet();
        } else {
            early.add(receipt);
        }
    }

    @Override
    public void report(String provider, String reference, DeliveryState state) {
        take(provider, List.of(new ReceiptReader.Report(reference, state)));
    }

    /** Looks at those again that were about nothing known; answers how many still are. */
    int retry() {
        for (int left = kept.get(); left > 0; left--) {
            Early receipt = early.poll();
            if (receipt == null) {
                break;
            }
            kept.decrementAndGet();
            boolean isKnown;
            try {
                isKnown = record(receipt.provider(), receipt.report());
            } catch (RuntimeException notRecorded) {
                keep(receipt);
                throw notRecorded;
            }
            if (!isKnown && clock.instant().isBefore(receipt.cameAt().plus(KEPT))) {
                keep(receipt);
            }
        }
        return kept.get();
    }
}
