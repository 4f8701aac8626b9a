package io.latchkey.adapters.platform.audit;

import io.latchkey.application.admin.AuditRecord;
import io.latchkey.application.shared.OutOfMemory;
import io.latchkey.application.shared.RepeatedFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Takes events without delay and hands them over in batches by a thread of its own, so that no request waits for the audit store.
 * Events that the store cannot take wait here; when there are too many, the later ones are left out, and an entry tells how many. The
 * log has them all.
 */
final class AuditQueue implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(AuditQueue.class.getName());
    private static final int MOST_WAITING = 50_000;
    private static final int MOST_AT_ONCE = 500;
    private static final long PAUSE_MILLIS = 200;
    private static final long PAUSE_AFTER_FAILURE_MILLIS = 2_000;
    private static final long LONGEST_CLOSE_MILLIS = 5_000;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final BlockingQueue<AuditRecord> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final AtomicLong leftOut = new AtomicLong();
    private final RepeatedFailure failure =
            new RepeatedFailure(LOG, "Events wait for the audit store", System::nanoTime);
    private final Consumer<List<AuditRecord>> keeper;
    private final Clock clock;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicLong taken = new AtomicLong();
    private final Lock lock = new ReentrantLock();
    private final Condition hasTried = lock.newCondition();
    /** Of those taken. {@link #lock} guards it. */
    private long handedOver;
    /** Tries that failed. As {@link #handedOver}. */
    private long failures;

    AuditQueue(Consumer<List<AuditRecord>> keeper, Clock clock) {
        this.keeper = keeper;
        this.clock = clock;
        this.thread = new Thread(this::run, "latchkey-audit-store");
        thread.setDaemon(true);
        thread.start();
    }

    void offer(AuditRecord record) {
        if (waiting.offer(record)) {
            taken.incrementAndGet();
        } else {
            leftOut.incrementAndGet();
        }
    }

    /** Waits until what was offered before is handed over, for two seconds at most, and not beyond a try that fails. */
    void awaitHandedOver() {
        long offered = taken.get();
        lock.lock();
        try {
            long failuresBefore = failures;
            long left = LONGEST_WAIT.toNanos();
            while (handedOver < offered && failures == failuresBefore && left > 0) {
                left = hasTried.awaitNanos(left);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void tried(int handed, int failed) {
        lock.lock();
        try {
            handedOver += handed;
            failures += failed;
            hasTried.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        List<AuditRecord> batch = new ArrayList<>();
        boolean isKept = true;
        while (closing.getCount() > 0 || isKept && !(waiting.isEmpty() && batch.isEmpty())) {
            try {
                fill(batch);
                keeper.accept(batch);
                failure.end();
                tried(batch.size(), 0);
                batch.clear();
                isKept = true;
            } catch (InterruptedException ended) {
                return;
            } catch (Throwable failed) {
                OutOfMemory.report(failed);
                failure.tell(failed);
                isKept = false;
                tried(0, 1);
                if (!pause(PAUSE_AFTER_FAILURE_MILLIS)) {
                    return;
                }
            }
        }
    }

    /** Waits for an event, then a moment for others. A batch that was refused stays as it is. */
    private void fill(List<AuditRecord> batch) throws InterruptedException {
        if (!batch.isEmpty()) {
            return;
        }
        AuditRecord first = waiting.poll(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        if (first == null) {
            return;
        }
        batch.add(first);
        boolean unused = pause(PAUSE_MILLIS);
        waiting.drainTo(batch, MOST_AT_ONCE - 1);
        long missing = leftOut.getAndSet(0);
        if (missing > 0) {
            taken.incrementAndGet();
            batch.add(new AuditRecord(clock.instant(), "events_left_out", Map.of("count", Long.toString(missing))));
        }
    }

    /** Waits, unless the queue is being closed; answers whether the thread may go on. */
    private boolean pause(long millis) {
        try {
            boolean unused = closing.await(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException ended) {
            return false;
        }
    }

    /** Hands over what waits, for at most five seconds. */
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(LONGEST_CLOSE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
