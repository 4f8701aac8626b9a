package io.latchkey.application.testkit;

import io.latchkey.application.delivery.port.DeliveryWorkers;

/** Runs every task at once in the caller's thread, and always has a free place. */
public final class InlineDeliveryWorkers implements DeliveryWorkers {
    private static final int PLACES = 100;

    @Override
    public int idle() {
        return PLACES;
    }

    @Override
    public void submit(Runnable task) {
        task.run();
    }
}
