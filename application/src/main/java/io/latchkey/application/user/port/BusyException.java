package io.latchkey.application.user.port;

import java.time.Duration;

/** A costly piece of work found no place. Answered with 503 and {@code Retry-After} (OWASP ASVS 5.0, 15.2.2). */
public abstract class BusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Duration retryAfter;

    /** @param retryAfter time after which a place is likely to be free */
    protected BusyException(String reason, Duration retryAfter) {
        super(reason, null, false, false);
        this.retryAfter = retryAfter;
    }

    public final Duration retryAfter() {
        return retryAfter;
    }
}
