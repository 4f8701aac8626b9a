package io.latchkey.application.delivery;

/** Sends what is due. Called again and again by one thread per node: when woken, and at least once a second. */
public interface DispatchOutboxUseCase {
    /**
     * Records what became of the messages sent since the last call and starts sending those that are due, in one transaction;
     * answers how many messages that touched. It does not wait for a provider.
     */
    int dispatch();
}
