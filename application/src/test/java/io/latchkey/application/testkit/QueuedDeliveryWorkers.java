package io.latchkey.application.testkit;

import io.latchkey.application.delivery.port.DeliveryWorkers;
import java.util.ArrayDeque;
import java.util.Queue;

/** Keeps tasks until a test runs them. It is for one thread. */
public final class QueuedDeliveryWorkers implements DeliveryWorkers {
    private final int places;
    private final Queue<Runnable> tasks = new ArrayDeque<>();

    /**
     * Holds a limited number of tasks.
     *
     * @param places tasks that it accepts before it is full
     */
    public QueuedDeliveryWorkers(int places) {
        this.places = places;
    }

    @Override
    public int idle() {
        return places - tasks.size();
    }

    @Override
    public void submit(Runnable task) {
        if (idle() == 0) {
            throw new IllegalStateException("no worker is idle");
        }
        tasks.add(task);
    }

    /** Runs all waiting tasks. */
    public void runAll() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    /** Drops all waiting tasks, as a crash does. Answers the number of dropped tasks. */
    public int crash() {
        int lost = tasks.size();
        tasks.clear();
        return lost;
    }
}
