package io.latchkey.application.user.port;

import org.jspecify.annotations.Nullable;

/**
 * Another call took a name that was free when it was looked up. Nothing was saved. Another try sees the other call's
 * change.
 */
public abstract class OvertakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    protected OvertakenException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Creates the exception without a stack trace, because it belongs to normal operation. */
    protected OvertakenException(String message) {
        super(message, null, false, false);
    }
}
