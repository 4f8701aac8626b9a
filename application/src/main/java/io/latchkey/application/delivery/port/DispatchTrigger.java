package io.latchkey.application.delivery.port;

/** Wakes the dispatcher of this node. Both calls return at once. */
public interface DispatchTrigger {
    /** Tells it of a message that was handed to it in memory, or that is through. */
    void wake();

    /** Tells it that a message in the store is due. Called after the commit. */
    void look();
}
