package io.latchkey.application.delivery.port;

/** Runs slow calls to providers side by side. */
public interface DeliveryWorkers {
    /** How many more tasks can start now; 0 or more. */
    int idle();

    /** Starts a task; never called for more tasks than are {@link #idle()}. The task does not throw. */
    void submit(Runnable task);
}
