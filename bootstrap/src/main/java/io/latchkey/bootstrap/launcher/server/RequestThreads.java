package io.latchkey.bootstrap.launcher.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Works requests off by a few threads. Many that compete for the processors spend a third more time on each request. A request that has
 * waited for the few, because what they do takes long, is given to one of the spare threads, so that slow requests hold up no others.
 */
final class RequestThreads extends AbstractExecutorService {
    private static final Duration SPARE_IDLE = Duration.ofSeconds(10);

    private final ThreadPoolExecutor few;
    private final ThreadPoolExecutor spare;
    private final LinkedBlockingDeque<Runnable> waiting = new LinkedBlockingDeque<>();
    private final int mostWaiting;
    private final Executor later;
    private final AtomicBoolean isWatched = new AtomicBoolean();
    private final Duration patience;

    /** A request and when it came, in ns of {@link System#nanoTime}. */
    private record Work(Runnable request, long came) implements Runnable {
        @Override
        public void run() {
            request.run();
        }

        boolean isOlderThan(Duration age) {
            return System.nanoTime() - came >= age.toNanos();
        }
    }

    /**
     * Starts no thread yet.
     *
     * @param bounds how many there may be
     * @param patience time that a request may wait for one of the few
     * @param threads makes the threads
     */
    RequestThreads(Bounds bounds, Duration patience, ThreadFactory threads) {
        this.patience = patience;
        mostWaiting = bounds.waiting();
        few = new ThreadPoolExecutor(bounds.few(), bounds.few(), 0, TimeUnit.SECONDS, waiting, threads);
        spare = new ThreadPoolExecutor(
                0,
                bounds.spare(),
                SPARE_IDLE.toSeconds(),
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                threads,
                (work, full) -> waiting.addFirst(work));
        later = CompletableFuture.delayedExecutor(patience.toNanos(), TimeUnit.NANOSECONDS, Runnable::run);
    }

    /**
     * Numbers of threads and requests.
     *
     * @param few threads that work while nothing takes long; 1 or more
     * @param spare threads for requests that have waited; 1 or more
     * @param waiting requests that may wait; 1 or more
     */
    record Bounds(int few, int spare, int waiting) {}

    /** @throws RejectedExecutionException when too many requests wait already */
    @Override
    public void execute(Runnable request) {
        if (waiting.size() >= mostWaiting) {
            throw new RejectedExecutionException(mostWaiting + " requests wait");
        }
        few.execute(new Work(request, System.nanoTime()));
        if (!waiting.isEmpty()) {
            watchLater();
        }
    }

    private void watchLater() {
        if (!isWatched.get() && isWatched.compareAndSet(false, true)) {
            later.execute(this::relieve);
        }
    }

    /** Gives requests that have waited to spare threads: as many at once as there are few threads, lest all of them compete. */
    private void relieve() {
        isWatched.set(false);
        for (int given = 0; given < few.getCorePoolSize() && isOldestLate(); given++) {
            Runnable oldest = waiting.poll();
            if (oldest != null) {
                spare.execute(oldest);
            }
        }
        if (!waiting.isEmpty()) {
            watchLater();
        }
    }

    private boolean isOldestLate() {
        return spare.getActiveCount() < spare.getMaximumPoolSize()
                && waiting.peek() instanceof Work oldest
                && oldest.isOlderThan(patience);
    }

    @Override
    public void shutdown() {
        few.shutdown();
        spare.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutdown();
        spare.shutdownNow();
        return few.shutdownNow();
    }

    @Override
    public boolean isShutdown() {
        return few.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return few.isTerminated() && spare.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        long deadline = System.nanoTime() + unit.toNanos(timeout);
        return few.awaitTermination(timeout, unit)
                && spare.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    }
}
