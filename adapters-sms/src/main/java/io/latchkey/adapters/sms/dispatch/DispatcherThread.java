package io.latchkey.adapters.sms.dispatch;

import io.latchkey.application.delivery.OutboxDispatch;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** Runs the dispatcher whenever the trigger wakes it, and at least once a second for messages that became due. */
public final class DispatcherThread implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(DispatcherThread.class.getName());
    private static final Duration LONGEST_NAP = Duration.ofSeconds(1);
    private static final Duration NAP_AFTER_FAILURE = Duration.ofSeconds(2);

    private final OutboxDispatch dispatcher;
    private final WakingTrigger trigger;
    private final PooledDeliveryWorkers workers;
    private final Thread thread;
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
        while (!stopping) {
            try {
                if (dispatch() == 0) {
                    trigger.await(LONGEST_NAP);
                }
            } catch (InterruptedException woken) {
                return;
            }
        }
    }

    private int dispatch() throws InterruptedException {
        try {
            return dispatcher.dispatch();
        } catch (RuntimeException failed) {
            LOG.log(Level.WARNING, "Messages wait: the outbox cannot be worked on", failed);
            trigger.await(NAP_AFTER_FAILURE);
            return 0;
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
        workers.close();
        try {
            dispatcher.dispatch();
        } catch (RuntimeException failed) {
            LOG.log(Level.WARNING, "The outcome of the last messages could not be recorded", failed);
        }
    }
}
