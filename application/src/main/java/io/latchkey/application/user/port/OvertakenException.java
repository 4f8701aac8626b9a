package io.latchkey.application.user.port;

import org.jspecify.annotations.Nullable;

/** Somebody else took what was free when it was looked at; nothing was saved. Another try sees what the other one did. */
public abstract class OvertakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    protected OvertakenException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Without a stack trace, for what happens in the course of business. */
    protected OvertakenException(String message) {
        super(message, null, false, false);
    }
}
