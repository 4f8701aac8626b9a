package io.latchkey.application.delivery;

/**
 * Sends what is due. One thread per node calls it again and again. It is no use case, because nobody asks for it. No call waits for a
 * provider.
 */
public interface OutboxDispatch {
    /**
     * Starts to send messages that were handed over in memory. Asks no store. A worker that is through goes on with the next one by itself.
     *
     * @return how many messages were started
     */
    int handOver();

    /**
     * Hands over, and records the outcome of messages sent since the last call, in one transaction. Claims messages, in another, only while it is
     * known that more of them are due than there are workers.
     *
     * @return how many messages were started or recorded
     */
    int settle();

    /**
     * Hands over, records the outcome of messages sent since the last call, claims those that are due, and starts to send these. Called when
     * woken for that, and at least once a second.
     *
     * @return how many messages were started or recorded
     */
    int dispatch();

    /** Records outcomes as {@link #settle} does, starts nothing any more, and leaves what was not started to other nodes. */
    void finish();

    /** Whether messages in the store are due for which there was no worker. */
    boolean isBehind();
}
