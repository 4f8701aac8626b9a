package io.latchkey.application.delivery.service;

import io.latchkey.application.delivery.ReceiptFate;
import io.latchkey.application.delivery.port.ReceiptReader.Report;
import io.latchkey.application.delivery.port.ReceiptWatch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/**
 * Has receipts recorded, and counts what became of them. A receipt may arrive before its message is recorded as sent, so receipts
 * about an unknown message are kept in memory for 30 seconds and tried again, in the order in which they came. Those of at most 10,000
 * messages are kept. Safe for use by several threads.
 */
final class ReceiptDesk {
    private static final Duration KEPT = Duration.ofSeconds(30);
    private static final int MOST_KEPT = 10_000;
    private static final int MOST_OF_ONE = 10;

    private final ReceiptRecorder recorder;
    private final ReceiptWatch watch;
    private final Clock clock;
    private final ConcurrentMap<Handed, Early> early = new ConcurrentHashMap<>();

    ReceiptDesk(ReceiptRecorder recorder, ReceiptWatch watch, Clock clock) {
        this.recorder = recorder;
        this.watch = watch;
        this.clock = clock;
    }

    /** A message as a provider names it. */
    private record Handed(String provider, String reference) {}

    /**
     * Receipts about one unknown message, in the order in which they came.
     *
     * @param otherNotations ids by which the message may be known if it is not by the one in the receipts
     * @param since when the first one came
     */
    private record Early(List<Report> reports, List<String> otherNotations, Instant since) {
        Early then(Early later) {
            return new Early(
                    Stream.concat(reports.stream(), later.reports.stream())
                            .limit(MOST_OF_ONE)
                            .toList(),
                    otherNotations,
                    since);
        }

        /** Without the first ones. */
        Early from(int first) {
            return new Early(reports.subList(first, reports.size()), otherNotations, since);
        }
    }

    /** Records a receipt now or never; answers whether the provider was handed such a message. */
    boolean record(String provider, Report report) {
        boolean isKnown = recorder.record(provider, report);
        count(provider, isKnown ? ReceiptFate.MATCHED : ReceiptFate.UNKNOWN_ID);
        return isKnown;
    }

    /** Records a receipt, or keeps it when it is about an unknown message, or when one that came before it is kept. */
    void recordOrKeep(String provider, Report report, List<String> otherNotations) {
        Handed handed = new Handed(provider, report.reference());
        Early receipt = new Early(List.of(report), otherNotations, clock.instant());
        boolean isBehind = early.computeIfPresent(handed, (key, before) -> before.then(receipt)) != null;
        if (!isBehind && !isRecorded(handed, receipt, report.reference(), ReceiptFate.MATCHED)) {
            keep(handed, receipt);
        }
    }

    private boolean isRecorded(Handed handed, Early receipts, String reference, ReceiptFate fate) {
        for (Report report : receipts.reports()) {
            if (!recorder.record(
                    handed.provider(), new Report(reference, report.state(), report.cause()), receipts.since())) {
                return false;
            }
            count(handed.provider(), fate);
        }
        return true;
    }

    private void keep(Handed handed, Early receipts) {
        if (early.size() < MOST_KEPT || early.containsKey(handed)) {
            early.merge(handed, receipts, (newer, older) -> older.then(newer));
        } else {
            receipts.reports().forEach(report -> count(handed.provider(), ReceiptFate.TOO_MANY));
        }
    }

    /** Tries kept receipts again; answers about how many unknown messages there still are some. */
    int retryKept() {
        Set.copyOf(early.keySet()).forEach(this::retry);
        return early.size();
    }

    /** Receipts that come meanwhile wait behind those that are tried, so they are kept until all are done. */
    private void retry(Handed handed) {
        int done = 0;
        for (Early kept = early.get(handed); kept != null; kept = early.get(handed)) {
            if (!isSettled(handed, kept.from(done))) {
                return;
            }
            done = kept.reports().size();
            if (early.remove(handed, kept)) {
                return;
            }
        }
    }

    /**
     * Records receipts, or gives them up. Other notations are tried last of all. Before, the receipt's own message may not be recorded
     * yet, and another notation of its id may be the id of an older message.
     */
    private boolean isSettled(Handed handed, Early receipts) {
        if (isRecorded(handed, receipts, handed.reference(), ReceiptFate.MATCHED)) {
            return true;
        }
        if (clock.instant().isBefore(receipts.since().plus(KEPT))) {
            return false;
        }
        boolean isKnown = receipts.otherNotations().stream()
                .anyMatch(id -> isRecorded(handed, receipts, id, ReceiptFate.OTHER_NOTATION));
        if (!isKnown) {
            receipts.reports().forEach(report -> count(handed.provider(), ReceiptFate.UNKNOWN_ID));
        }
        return true;
    }

    /** Counts a receipt that is not recorded. */
    void count(String provider, ReceiptFate fate) {
        watch.came(provider, fate);
    }
}
