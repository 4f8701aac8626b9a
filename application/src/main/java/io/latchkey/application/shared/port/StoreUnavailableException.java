package io.latchkey.application.shared.port;

/** The store cannot be reached. It is unknown whether the work was saved. Answered with 503. */
public final class StoreUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreUnavailableException(Throwable cause) {
        super("the store cannot be reached", cause);
    }
}
