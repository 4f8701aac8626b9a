package io.latchkey.application.delivery.service;

import io.latchkey.application.delivery.port.DeliveryPlans;
import io.latchkey.application.delivery.port.DeliveryWorkers;
import io.latchkey.application.delivery.port.Enquiry;
import io.latchkey.application.delivery.port.UseReport;
import io.latchkey.application.shared.OutOfMemory;
import io.latchkey.application.shared.port.Pause;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Asks providers that send no receipts what became of their messages, and tells providers that learn by it which codes were
 * used. It keeps nothing: both are found by the times of calls and of uses. One node at a time does it; when two do, providers
 * are asked and told twice, which they must bear. What a run has no time for is left out: it is of less worth than messages.
 */
public final class FollowUps {
    /** Time between two runs. */
    public static final Duration PAUSE = Duration.ofSeconds(5);

    /** A run makes up for no more than this, so that a node that slept does not ask about everything at once. */
    private static final Duration LONGEST_SPAN = Duration.ofMinutes(1);
    /** A use is stored a little after its time. */
    private static final Duration COMMITTED = Duration.ofSeconds(5);
    /** Messages of one provider and one age in one run. */
    private static final int MOST = 500;
    /** No call is started after this time of a run. */
    private static final Duration LONGEST_RUN = Duration.ofSeconds(20);

    /** Calls that workers make at once, so that the others stay for messages. */
    private static final int MOST_BESIDE = 3;

    private static final System.Logger LOG = System.getLogger(FollowUps.class.getName());

    private final Semaphore beside = new Semaphore(MOST_BESIDE);
    private final TakenMessages taken;
    private final ReceiptDesk receipts;
    private final DeliveryPlans plans;
    private final DeliveryWorkers workers;
    private final Pause pause;
    private final Clock clock;
    private Instant done;

    FollowUps(
            TakenMessages taken,
            ReceiptDesk receipts,
            DeliveryPlans plans,
            DeliveryWorkers workers,
            Pause pause,
            Clock clock) {
        this.taken = taken;
        this.receipts = receipts;
        this.plans = plans;
        this.workers = workers;
        this.pause = pause;
        this.clock = clock;
        this.done = clock.instant();
    }

    /** Whether no provider in use is asked or told anything. */
    public boolean isIdle() {
        DeliveryPlans.Plan plan = plans.current();
        return plan.enquiries().isEmpty() && plan.useReports().isEmpty();
    }

    /**
     * Asks and tells all that became due since the last run.
     *
     * @param isOurs whether this node is still the one that does it; asked before each call
     * @return number of calls to providers that were started
     */
    public synchronized int run(BooleanSupplier isOurs) {
        Instant now = clock.instant();
        Instant from = done.isBefore(now.minus(LONGEST_SPAN)) ? now.minus(LONGEST_SPAN) : done;
        done = now;
        DeliveryPlans.Plan plan = plans.current();
        int calls = 0;
        for (var enquiry : plan.enquiries().entrySet()) {
            for (Duration age : enquiry.getValue().ages()) {
                calls += startAll(
                        taken.unreported(enquiry.getKey(), from.minus(age), now.minus(age), MOST),
                        now,
                        isOurs,
                        message -> ask(enquiry.getKey(), enquiry.getValue(), message));
            }
        }
        Instant usedFrom = from.minus(COMMITTED);
        for (var report : plan.useReports().entrySet()) {
            calls += startAll(
                    taken.used(report.getKey(), usedFrom, now.minus(COMMITTED), MOST),
                    now,
                    isOurs,
                    use -> tell(report.getValue(), use));
        }
        return calls;
    }

    private void ask(String provider, Enquiry enquiry, TakenMessages.Unreported message) {
        enquiry.ask(message.reference(), message.profile()).ifPresent(report -> receipts.record(provider, report));
    }

    private static void tell(UseReport report, TakenMessages.Used use) {
        report.tell(use.reference(), use.profile(), use.at());
    }

    private <T> int startAll(List<T> due, Instant start, BooleanSupplier isOurs, Consumer<T> call) {
        int calls = 0;
        for (T one : due) {
            if (pause.isStopping() || !clock.instant().isBefore(start.plus(LONGEST_RUN)) || !isOurs.getAsBoolean()) {
                return calls;
            }
            start(() -> call.accept(one));
            calls++;
        }
        return calls;
    }

    /** Starts a call beside others; here and now when enough are under way or the workers are needed for messages. */
    private void start(Runnable call) {
        if (workers.idle() > 1 && beside.tryAcquire()) {
            workers.submit(() -> {
                try {
                    attempt(call);
                } finally {
                    beside.release();
                }
            });
        } else {
            attempt(call);
        }
    }

    /** One that fails keeps no other from being made. */
    private static void attempt(Runnable call) {
        try {
            call.run();
        } catch (Throwable failed) {
            OutOfMemory.report(failed);
            LOG.log(Level.WARNING, "A provider's word about a message could not be asked for or recorded", failed);
        }
    }
}
