package io.latchkey.application.maintenance.service;

import io.latchkey.application.delivery.port.DeliveryAttemptRepository;
import io.latchkey.application.maintenance.port.LeaseRepository;
import io.latchkey.application.shared.port.Pause;
import io.latchkey.application.shared.service.Core;
import io.latchkey.domain.delivery.CountedSpan;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Counts the messages of each minute ahead, so that the delivery funnel of a day is as cheap to read as that of an hour. It counts a minute once it is over for two minutes, and again when it is older: often at first, when most receipts and codes come in,
 * and seldom later. Each minute is a unit of work of its own.
 */
public final class CountFunnelService {
    private static final String TASK = "count funnel";
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(40);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** Younger messages are counted when somebody reads the funnel. */
    private static final Duration TOO_YOUNG = Duration.ofMinutes(2);

    /** A little more than the longest window of the funnel. */
    private static final Duration KEPT = Duration.ofHours(25);

    /** Ages, in minutes, at which a minute is counted again. */
    private static final int[] AGAIN = {1, 2, 3, 4, 6, 8, 10, 13, 20, 30, 45, 60, 90, 120, 240, 480, 960, 1430};

    private final DeliveryAttemptRepository attempts;
    private final OneNode oneNode;
    private final Pause pause;
    private final Core core;

    public CountFunnelService(DeliveryAttemptRepository attempts, LeaseRepository leases, Pause pause, Core core) {
        this.attempts = attempts;
        this.oneNode = new OneNode(TASK, LEASE, leases, core);
        this.pause = pause;
        this.core = core;
    }

    /**
     * Counts minutes that are over, and some again whose receipts and codes may have come in since.
     *
     * @return number of minutes counted; 0 when another node is at it
     */
    public synchronized int count() {
        return oneNode.run(this::count);
    }

    private int count(BooleanSupplier isOurs) {
        Instant start = core.clock().instant();
        Instant edge = minuteOf(start.minus(TOO_YOUNG));
        Instant oldest = edge.minus(KEPT);
        Optional<CountedSpan> counted = core.unitOfWork()
                .read(attempts::countedAhead)
                .filter(span -> !span.end().isBefore(oldest) && !span.end().isAfter(edge));
        Instant first = counted.map(CountedSpan::first)
                .or(() -> core.unitOfWork().read(attempts::firstAttempt).map(CountFunnelService::minuteOf))
                .filter(edge::isAfter)
                .map(known -> known.isBefore(oldest) ? oldest : known)
                .orElse(edge);
        Instant next = counted.map(CountedSpan::end).orElse(first);
        int minutes = 0;
        while (next.isBefore(edge) && isInTime(start) && isOurs.getAsBoolean()) {
            countMinute(next, new CountedSpan(first, next.plus(MINUTE)));
            next = next.plus(MINUTE);
            minutes++;
        }
        CountedSpan all = new CountedSpan(first, next);
        for (int age : AGAIN) {
            Instant minute = edge.minus(MINUTE.multipliedBy(age + 1L));
            boolean isCounted = !minute.isBefore(all.first()) && minute.isBefore(all.end());
            if (isCounted && isInTime(start) && isOurs.getAsBoolean()) {
                countMinute(minute, all);
                minutes++;
            }
        }
        oneNode.release();
        return minutes;
    }

    private static Instant minuteOf(Instant time) {
        return time.truncatedTo(ChronoUnit.MINUTES);
    }

    private boolean isInTime(Instant start) {
        return core.clock().instant().isBefore(start.plus(LONGEST_ROUND)) && !pause.isStopping();
    }

    private void countMinute(Instant minute, CountedSpan counted) {
        core.unitOfWork().<Boolean>execute(() -> {
            attempts.countAhead(minute, counted);
            return true;
        });
    }
}
