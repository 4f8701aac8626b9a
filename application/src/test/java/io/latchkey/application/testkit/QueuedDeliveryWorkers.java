package io.latchkey.application.testkit;

import io.latchkey.application.delivery.port.DeliveryWorkers;
import java.util.ArrayDeque;
import java.util.Queue;

/** Keeps tasks until a test lets them run. For one thread. */
public final class QueuedDeliveryWorkers implements DeliveryWorkers {
    private final int places;
    private final Queue<Runnable> tasks = new ArrayDeque<>();

    /** @param places tasks it takes before it is full */
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

    /** Runs what waits. */
    public void runAll() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    /** Forgets what waits, as a crash does; answers how many tasks were lost. */
    public int crash() {
        int lost = tasks.size();
        tasks.clear();
        return lost;
    }
}
