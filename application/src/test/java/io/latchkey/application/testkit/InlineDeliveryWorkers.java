package io.latchkey.application.testkit;

import io.latchkey.application.delivery.port.DeliveryWorkers;

/** Runs every task at once in the caller's thread; never short of places. */
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
