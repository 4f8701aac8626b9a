package io.latchkey.adapters.sms.dispatch;

import io.latchkey.application.delivery.OutboxDispatch;
import io.latchkey.application.shared.OutOfMemory;
import io.latchkey.application.shared.RepeatedFailure;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * Runs the dispatcher. Messages that are handed over in memory are started at once. What became of messages is recorded a little later, so
 * that several share a transaction. The store is asked for messages when the trigger says that some are due there, and at least once a
 * second.
 */
public final class DispatcherThread implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(DispatcherThread.class.getName());
    private static final Duration LONGEST_NAP = Duration.ofSeconds(1);
    private static final Duration NAP_AFTER_FAILURE = Duration.ofSeconds(2);

    /** An outcome waits so long for others. When the node dies meanwhile, another sends the message again. */
    private static final Duration GATHERING = Duration.ofMillis(20);

    private final RepeatedFailure failure =
            new RepeatedFailure(LOG, "Messages wait: the outbox cannot be worked on", System::nanoTime);
    private final OutboxDispatch dispatcher;
    private final WakingTrigger trigger;
    private final PooledDeliveryWorkers workers;
    private final Thread thread;
    private long lookAt;
    private long settleAt;
    private boolean isSettling;
    private volatile boolean stopping;

    public DispatcherThread(OutboxDispatch dispatcher, WakingTrigger trigger, PooledDeliveryWorkers workers) {
        this.dispatcher = dispatcher;
        this.trigger = trigger;
        this.workers = workers;
        this.thread = new Thread(this::run, "latchkey-dispatcher");
        this.thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    private void run() {
        lookAt = System.nanoTime();
        while (!stopping) {
            try {
                boolean isWoken = trigger.await(untilNextStep());
                if (!stopping) {
                    step(isWoken);
                }
            } catch (InterruptedException woken) {
                return;
            } catch (Throwable failed) {
                OutOfMemory.report(failed);
                failure.tell(failed);
                lookAt = System.nanoTime() + NAP_AFTER_FAILURE.toNanos();
                settleAt = lookAt;
                isSettling = true;
            }
        }
    }

    private Duration untilNextStep() {
        long next = isSettling ? Math.min(settleAt - lookAt, 0) + lookAt : lookAt;
        return Duration.ofNanos(Math.max(0, next - System.nanoTime()));
    }

    private void step(boolean isWoken) {
        long now = System.nanoTime();
        if (trigger.takeDue() || now - lookAt >= 0) {
            dispatcher.dispatch();
            failure.end();
            lookAt = now + LONGEST_NAP.toNanos();
            isSettling = false;
        } else if (isSettling && now - settleAt >= 0) {
            isSettling = false;
            dispatcher.settle();
        } else if (isWoken) {
            dispatcher.handOver();
            if (!isSettling) {
                isSettling = true;
                settleAt = now + (dispatcher.isBehind() ? 0 : GATHERING.toNanos());
            }
        }
    }

    /** Waits for the calls under way and records their outcomes. */
    @Override
    public void close() {
        stopping = true;
        trigger.wake();
        try {
            thread.join(LONGEST_NAP.multipliedBy(3).toMillis());
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        finish("Messages that were not sent yet could not be left to other nodes");
        workers.close();
        finish("The outcome of the last messages could not be recorded");
    }

    private void finish(String otherwise) {
        try {
            dispatcher.finish();
        } catch (Throwable failed) {
            OutOfMemory.report(failed);
            LOG.log(Level.WARNING, otherwise, failed);
        }
    }
}
