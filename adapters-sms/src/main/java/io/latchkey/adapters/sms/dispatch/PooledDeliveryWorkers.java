package io.latchkey.adapters.sms.dispatch;

import io.latchkey.application.delivery.port.DeliveryWorkers;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A fixed number of threads that call providers. */
public final class PooledDeliveryWorkers implements DeliveryWorkers, AutoCloseable {
    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(12);

    private final int capacity;
    private final AtomicInteger busy = new AtomicInteger();
    private final ExecutorService threads;

    /** @param capacity number of calls at the same time; 1 or more */
    public PooledDeliveryWorkers(int capacity) {
        this.capacity = capacity;
        AtomicInteger number = new AtomicInteger();
        this.threads = Executors.newFixedThreadPool(capacity, task -> {
            Thread thread = new Thread(task, "latchkey-delivery-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public int idle() {
        return threads.isShutdown() ? 0 : Math.max(0, capacity - busy.get());
    }

    @Override
    public void submit(Runnable task) {
        busy.incrementAndGet();
        threads.execute(() -> {
            try {
                task.run();
            } finally {
                busy.decrementAndGet();
            }
        });
    }

    /** Waits for the calls under way. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(LONGEST_GOODBYE.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException hurried) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
