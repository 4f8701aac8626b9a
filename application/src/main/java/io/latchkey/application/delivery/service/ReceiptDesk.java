package io.latchkey.application.delivery.service;

import io.latchkey.application.delivery.ReceiptFate;
import io.latchkey.application.delivery.Report;
import io.latchkey.application.delivery.port.ReceiptWatch;
import io.latchkey.application.shared.port.UnitOfWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

/**
 * Has receipts recorded, and counts what became of them. A receipt may arrive before its message is recorded as sent, so receipts
 * about an unknown message are kept in memory for 30 seconds and tried again, after longer and longer pauses and a few at a time, in the
 * order in which they came. Those of at most 10,000 messages are kept. Safe for use by several threads.
 */
final class ReceiptDesk {
    private static final Duration KEPT = Duration.ofSeconds(30);
    private static final int MOST_KEPT = 10_000;
    private static final int MOST_OF_ONE = 10;
    /** Unknown messages that are looked for in one run. */
    private static final int MOST_IN_A_RUN = 200;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    /**
     * Longest time for which a carrier tries to deliver a message: that of a notice. A receipt about an id in another notation is about no
     * older one.
     */
    private static final Duration LONGEST_VALIDITY = Duration.ofHours(24);

    private final ReceiptRecorder recorder;
    private final ReceiptWatch watch;
    private final UnitOfWork unitOfWork;
    private final Clock clock;
    private final ConcurrentMap<Handed, Early> early = new ConcurrentHashMap<>();

    ReceiptDesk(ReceiptRecorder recorder, ReceiptWatch watch, UnitOfWork unitOfWork, Clock clock) {
        this.recorder = recorder;
        this.watch = watch;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    /** A message as a provider names it. */
    private record Handed(String provider, String reference) {}

    /**
     * Receipts about one unknown message, in the order in which they came.
     *
     * @param otherNotations ids by which the message may be known if it is not by the one in the receipts
     * @param since when the first one came
     * @param pause time between the last try and the next
     * @param nextTry when they are tried again
     */
    private record Early(
            List<Report> reports, List<String> otherNotations, Instant since, Duration pause, Instant nextTry) {
        static Early of(Report report, List<String> otherNotations, Instant now) {
            return new Early(List.of(report), otherNotations, now, FIRST_PAUSE, now.plus(FIRST_PAUSE));
        }

        Early then(Early later) {
            List<Report> all = Stream.concat(reports.stream(), later.reports.stream())
                    .limit(MOST_OF_ONE)
                    .toList();
            return new Early(all, otherNotations, since, pause, nextTry);
        }

        /** Without the first ones. */
        Early from(int first) {
            return new Early(reports.subList(first, reports.size()), otherNotations, since, pause, nextTry);
        }

        Instant end() {
            return since.plus(KEPT);
        }

        /** Tried again after twice the pause, and at the end in any case. */
        Early putOff(Instant now) {
            Duration longer = pause.multipliedBy(2);
            Instant next = now.plus(longer);
            return new Early(reports, otherNotations, since, longer, next.isAfter(end()) ? end() : next);
        }
    }

    /** Records a receipt now or never; answers whether the provider was handed such a message. */
    boolean record(String provider, Report report) {
        boolean isKnown = recorder.record(provider, report);
        count(provider, isKnown ? ReceiptFate.MATCHED : ReceiptFate.UNKNOWN_ID);
        return isKnown;
    }

    /**
     * Records a receipt, or keeps it when it is about an unknown message, or when one that came before it is kept. Within a unit of work
     * it is kept once that has committed.
     */
    void recordOrKeep(String provider, Report report, List<String> otherNotations) {
        Handed handed = new Handed(provider, report.reference());
        Early receipt = Early.of(report, otherNotations, clock.instant());
        if (early.containsKey(handed)) {
            afterCommit(() -> keep(handed, receipt, Early::then));
        } else if (!isRecorded(handed, receipt, report.reference(), Instant.EPOCH, ReceiptFate.MATCHED)) {
            afterCommit(() -> keep(handed, receipt, (later, first) -> first.then(later)));
        }
    }

    private boolean isRecorded(Handed handed, Early receipts, String reference, Instant sentFrom, ReceiptFate fate) {
        for (Report report : receipts.reports()) {
            if (!recorder.record(handed.provider(), report.under(reference), receipts.since(), sentFrom)) {
                return false;
            }
            count(handed.provider(), fate);
        }
        return true;
    }

    /** @param order joins the receipts about the message that are kept by now with these */
    private void keep(Handed handed, Early receipts, BinaryOperator<Early> order) {
        if (early.size() < MOST_KEPT || early.containsKey(handed)) {
            early.merge(handed, receipts, order);
        } else {
            receipts.reports().forEach(report -> count(handed.provider(), ReceiptFate.TOO_MANY));
        }
    }

    /** Tries kept receipts again that are due, a few of them; answers about how many unknown messages there still are some. */
    int retryKept() {
        Instant now = clock.instant();
        early.entrySet().stream()
                .filter(kept -> !now.isBefore(kept.getValue().nextTry()))
                .sorted(Comparator.comparing(kept -> kept.getValue().nextTry()))
                .limit(MOST_IN_A_RUN)
                .map(Map.Entry::getKey)
                .toList()
                .forEach(this::retry);
        return early.size();
    }

    /** One that cannot be recorded now is put off, so that the next run begins with another. */
    private void retry(Handed handed) {
        boolean isDone = false;
        try {
            isDone = takeUp(handed);
        } finally {
            if (!isDone) {
                early.computeIfPresent(handed, (key, kept) -> kept.putOff(clock.instant()));
            }
        }
    }

    /** Receipts that come meanwhile wait behind those that are tried, so they are kept until all are done. */
    private boolean takeUp(Handed handed) {
        int done = 0;
        for (Early kept = early.get(handed); kept != null; kept = early.get(handed)) {
            if (!isSettled(handed, kept.from(done))) {
                return false;
            }
            done = kept.reports().size();
            if (early.remove(handed, kept)) {
                return true;
            }
        }
        return true;
    }

    /**
     * Records receipts, or gives them up. Other notations are tried last of all. Before, the receipt's own message may not be recorded
     * yet, and another notation of its id may be the id of an older message.
     */
    private boolean isSettled(Handed handed, Early receipts) {
        if (isRecorded(handed, receipts, handed.reference(), Instant.EPOCH, ReceiptFate.MATCHED)) {
            return true;
        }
        if (clock.instant().isBefore(receipts.end())) {
            return false;
        }
        Instant sentFrom = receipts.since().minus(LONGEST_VALIDITY);
        List<String> known = recorder.taken(handed.provider(), receipts.otherNotations(), sentFrom);
        ReceiptFate lost = known.size() > 1 ? ReceiptFate.AMBIGUOUS : ReceiptFate.UNKNOWN_ID;
        boolean isOne =
                known.size() == 1 && isRecorded(handed, receipts, known.get(0), sentFrom, ReceiptFate.OTHER_NOTATION);
        if (!isOne) {
            receipts.reports().forEach(report -> count(handed.provider(), lost));
        }
        return true;
    }

    /** Counts a receipt, within a unit of work once that has committed. */
    void count(String provider, ReceiptFate fate) {
        afterCommit(() -> watch.came(provider, fate));
    }

    /** Runs what changes something outside the store: after the surrounding unit of work, or at once where there is none. */
    private void afterCommit(Runnable duty) {
        unitOfWork.execute(() -> {
            unitOfWork.afterCommit(duty);
            return duty;
        });
    }
}
