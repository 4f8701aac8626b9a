package io.latchkey.application.throttle;

/** Use case: tell the store of calls that this node counted in memory. One thread per node calls it every second, and at the end. */
public interface SettleLimitsUseCase {
    void settle();
}
