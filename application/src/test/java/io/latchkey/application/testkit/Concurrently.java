package io.latchkey.application.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs one call in many threads that start together. */
public final class Concurrently {
    private static final long PATIENCE_IN_SECONDS = 60;

    private Concurrently() {}

    /**
     * The answers of all threads.
     *
     * @throws AssertionError when a thread throws or is not done within a minute
     */
    public static <T> List<T> run(int threads, Callable<T> call) {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        CountDownLatch ready = new CountDownLatch(threads);
        try {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                futures.add(executor.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return call.call();
                }));
            }
            List<T> answers = new ArrayList<>();
            for (Future<T> future : futures) {
                answers.add(future.get(PATIENCE_IN_SECONDS, TimeUnit.SECONDS));
            }
            return answers;
        } catch (InterruptedException | ExecutionException | TimeoutException failed) {
            throw new AssertionError("a thread failed", failed);
        } finally {
            executor.shutdownNow();
        }
    }
}
