package io.latchkey.application.user.port;

import java.time.Duration;

/**
 * All hashing places are busy and the queue is full. Answered with 503 and {@code Retry-After} (OWASP ASVS 5.0,
 * 15.2.2).
 */
public final class HasherBusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Duration retryAfter;

    public HasherBusyException(Duration retryAfter) {
        super("too many passwords are being checked", null, false, false);
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
