package io.latchkey.application.delivery.port;

import java.time.Duration;

/** Is told of each message that is about to be handed over for the first time. Called by several threads at once. */
@FunctionalInterface
public interface HandoverWatch {
    /** @param sincePromise time since the message was promised; less than zero where the clocks of two nodes differ */
    void waited(Duration sincePromise);
}
