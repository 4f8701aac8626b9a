package io.latchkey.application.user.port;

import java.time.Duration;

/** All hashing places are taken and the queue is full. */
public final class HasherBusyException extends BusyException {
    private static final long serialVersionUID = 1L;

    public HasherBusyException(Duration retryAfter) {
        super("too many passwords are being checked", retryAfter);
    }
}
