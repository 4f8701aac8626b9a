package io.latchkey.bootstrap.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs one task in several threads for a given time. */
final class Load {
    private static final int MOST_CALLS_PER_THREAD = 1_000_000;

    private Load() {}

    /** The task of one thread. Answers false when nothing is left to do. */
    interface Task {
        boolean run() throws Exception;
    }

    /** Gives each thread its task. */
    interface Tasks {
        /**
         * Makes the task of one thread.
         *
         * @param opened takes the resources that are closed when the thread is done
         */
        Task forThread(int number, Consumer<AutoCloseable> opened) throws Exception;
    }

    /** Number and duration of the calls. */
    static final class Result {
        private final long[] nanos;
        private final Duration duration;

        /** @param nanos duration of each call, sorted */
        private Result(long[] nanos, Duration duration) {
            this.nanos = nanos;
            this.duration = duration;
        }

        int calls() {
            return nanos.length;
        }

        double perSecond() {
            return nanos.length / (duration.toNanos() / 1e9);
        }

        double millisAt(double quantile) {
            return nanos.length == 0
                    ? 0
                    : nanos[(int) Math.min(nanos.length - 1L, (long) (nanos.length * quantile))] / 1e6;
        }
    }

    /**
     * Runs the tasks.
     *
     * @throws IllegalStateException when a call failed
     */
    static Result run(int threads, Duration duration, Tasks tasks) throws InterruptedException {
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        long[][] nanos = new long[threads][];
        Thread[] running = new Thread[threads];
        long begin = System.nanoTime();
        long end = begin + duration.toNanos();
        for (int i = 0; i < threads; i++) {
            int number = i;
            running[i] = new Thread(
                    () -> {
                        try {
                            nanos[number] = repeat(tasks, number, end);
                        } catch (Exception failed) {
                            failure.compareAndSet(null, failed);
                        }
                    },
                    "load-" + i);
            running[i].start();
        }
        for (Thread thread : running) {
            thread.join();
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        Throwable failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("a call failed", failed);
        }
        long[] all = Arrays.stream(nanos).flatMapToLong(Arrays::stream).sorted().toArray();
        return new Result(all, took);
    }

    private static long[] repeat(Tasks tasks, int number, long end) throws Exception {
        List<AutoCloseable> opened = new ArrayList<>();
        try {
            return repeat(tasks.forThread(number, opened::add), end);
        } finally {
            for (AutoCloseable resource : opened) {
                resource.close();
            }
        }
    }

    private static long[] repeat(Task task, long end) throws Exception {
        long[] nanos = new long[4096];
        int calls = 0;
        long before = System.nanoTime();
        while (before < end && calls < MOST_CALLS_PER_THREAD && task.run()) {
            long after = System.nanoTime();
            if (calls == nanos.length) {
                nanos = Arrays.copyOf(nanos, calls * 2);
            }
            nanos[calls++] = after - before;
            before = after;
        }
        return Arrays.copyOf(nanos, calls);
    }
}
