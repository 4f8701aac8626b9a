package io.latchkey.application.shared.port;

/** Another call changed the row after it was read. Nothing was saved. Answered with 409. */
public final class ConcurrentChangeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConcurrentChangeException(String what, Throwable cause) {
        super(what + " was changed meanwhile", cause);
    }

    public ConcurrentChangeException(String what) {
        super(what + " was changed meanwhile");
    }
}
