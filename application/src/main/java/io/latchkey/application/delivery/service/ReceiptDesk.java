package io.latchkey.application.delivery.service;

import io.latchkey.application.delivery.ReceiptFate;
import io.latchkey.application.delivery.port.ReceiptReader.Report;
import io.latchkey.application.delivery.port.ReceiptWatch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Has receipts recorded, and counts what became of them. A receipt may arrive before its message is recorded as sent, so a receipt
 * about an unknown message is kept in memory for 30 seconds and tried again. At most 10,000 are kept. Safe for use by several threads.
 */
final class ReceiptDesk {
    private static final Duration KEPT = Duration.ofSeconds(30);
    private static final int MOST_KEPT = 10_000;

    private final ReceiptRecorder recorder;
    private final ReceiptWatch watch;
    private final Clock clock;
    private final Queue<EarlyReceipt> early = new ConcurrentLinkedQueue<>();
    private final AtomicInteger kept = new AtomicInteger();

    ReceiptDesk(ReceiptRecorder recorder, ReceiptWatch watch, Clock clock) {
        this.recorder = recorder;
        this.watch = watch;
        this.clock = clock;
    }

    /** @param otherNotations ids by which the message may be known if it is not by the one in the report */
    private record EarlyReceipt(String provider, Report report, List<String> otherNotations, Instant cameAt) {}

    /** Records a receipt now or never; answers whether the provider was handed such a message. */
    boolean record(String provider, Report report) {
        boolean isKnown = tryRecord(provider, report);
        if (!isKnown) {
            count(provider, ReceiptFate.UNKNOWN_ID);
        }
        return isKnown;
    }

    private boolean tryRecord(String provider, Report report) {
        boolean isKnown = recorder.record(provider, report);
        if (isKnown) {
            count(provider, ReceiptFate.MATCHED);
        }
        return isKnown;
    }

    /** Records a receipt, or keeps it when it is about an unknown message. */
    void recordOrKeep(String provider, Report report, List<String> otherNotations) {
        if (!tryRecord(provider, report)) {
            keep(new EarlyReceipt(provider, report, otherNotations, clock.instant()));
        }
    }

    private void keep(EarlyReceipt receipt) {
        if (kept.incrementAndGet() > MOST_KEPT) {
            kept.decrementAndGet();
            count(receipt.provider(), ReceiptFate.TOO_MANY);
        } else {
            early.add(receipt);
        }
    }

    /** Tries kept receipts again; answers how many are still about unknown messages. */
    int retryKept() {
        for (int left = kept.get(); left > 0; left--) {
            EarlyReceipt receipt = early.poll();
            if (receipt == null) {
                break;
            }
            kept.decrementAndGet();
            try {
                retry(receipt);
            } catch (RuntimeException notRecorded) {
                keep(receipt);
                throw notRecorded;
            }
        }
        return kept.get();
    }

    /**
     * Other notations are tried last of all. Before, the receipt's own message may not be recorded yet, and another notation of its id
     * may be the id of an older message.
     */
    private void retry(EarlyReceipt receipt) {
        if (tryRecord(receipt.provider(), receipt.report())) {
            return;
        }
        if (clock.instant().isBefore(receipt.cameAt().plus(KEPT))) {
            keep(receipt);
            return;
        }
        Report report = receipt.report();
        boolean isKnown = receipt.otherNotations().stream()
                .anyMatch(id -> recorder.record(receipt.provider(), new Report(id, report.state(), report.cause())));
        count(receipt.provider(), isKnown ? ReceiptFate.OTHER_NOTATION : ReceiptFate.UNKNOWN_ID);
    }

    /** Counts a receipt that is not recorded. */
    void count(String provider, ReceiptFate fate) {
        watch.came(provider, fate);
    }
}
