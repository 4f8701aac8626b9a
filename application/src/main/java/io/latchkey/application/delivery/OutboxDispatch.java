package io.latchkey.application.delivery;

/**
 * Sends what is due. Called again and again by one thread per node: when woken, and at least once a second. It is no use case, because
 * nobody asks for it.
 */
public interface OutboxDispatch {
    /**
     * Records the outcome of messages sent since the last call and claims those that are due, in one transaction, then
     * starts to send these. It does not wait for a provider.
     *
     * @return how many messages were recorded or claimed
     */
    int dispatch();
}
