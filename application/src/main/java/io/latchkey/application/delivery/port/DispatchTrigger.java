package io.latchkey.application.delivery.port;

/** Tells the dispatcher that a message was committed. */
public interface DispatchTrigger {
    /** Returns at once; called after the commit. */
    void wake();
}
