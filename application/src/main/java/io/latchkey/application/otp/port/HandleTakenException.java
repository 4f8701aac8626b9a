package io.latchkey.application.otp.port;

/** Another challenge is found by the handle; nothing was saved. */
public final class HandleTakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public HandleTakenException(Throwable cause) {
        super("another challenge has the handle", cause);
    }
}
