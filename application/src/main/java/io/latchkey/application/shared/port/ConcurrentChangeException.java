package io.latchkey.application.shared.port;

/** The row was changed by somebody else after it was read; nothing was saved. Answered with 409. */
public final class ConcurrentChangeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConcurrentChangeException(String what, Throwable cause) {
        super(what + " was changed meanwhile", cause);
    }

    public ConcurrentChangeException(String what) {
        super(what + " was changed meanwhile");
    }
}
