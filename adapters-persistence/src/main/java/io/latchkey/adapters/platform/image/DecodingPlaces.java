package io.latchkey.adapters.platform.image;

import io.latchkey.application.user.port.ImageNormalizerBusyException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Hands out places to decode at, and the memory that goes with them. An upload that finds none in time is refused. */
final class DecodingPlaces {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    /** An upload that waits holds a thread of the server and its bytes. */
    private static final int MOST_WAITING = 8;

    private final Semaphore places;
    private final Semaphore memory;
    private final Duration longestWait;
    private final AtomicInteger waiting = new AtomicInteger();

    DecodingPlaces(int concurrent, int memory, Duration longestWait) {
        this.places = new Semaphore(concurrent, true);
        this.memory = new Semaphore(memory, true);
        this.longestWait = longestWait;
    }

    /** @throws ImageNormalizerBusyException when no place gets free in time */
    Place take() {
        take(places, 1);
        return new Place();
    }

    private void take(Semaphore semaphore, int permits) {
        if (semaphore.tryAcquire(permits)) {
            return;
        }
        try {
            if (waiting.incrementAndGet() > MOST_WAITING
                    || !semaphore.tryAcquire(permits, longestWait.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new ImageNormalizerBusyException(RETRY_AFTER);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new ImageNormalizerBusyException(RETRY_AFTER);
        } finally {
            waiting.decrementAndGet();
        }
    }

    /** To be thrown when the rest of the service left less memory than was handed out. */
    static ImageNormalizerBusyException outOfMemory() {
        return new ImageNormalizerBusyException(RETRY_AFTER);
    }

    /** A place of one picture. Closing it gives place and memory back. */
    final class Place implements AutoCloseable {
        private int reserved;

        /**
         * @param bytes as many as there are in all, or fewer
         * @throws ImageNormalizerBusyException when they do not get free in time
         */
        void reserve(int bytes) {
            take(memory, bytes);
            reserved += bytes;
        }

        @Override
        public void close() {
            memory.release(reserved);
            places.release();
        }
    }
}
