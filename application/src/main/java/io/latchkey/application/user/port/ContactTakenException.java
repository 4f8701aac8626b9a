package io.latchkey.application.user.port;

/** Another account holds the verified contact; nothing was saved. */
public final class ContactTakenException extends OvertakenException {
    private static final long serialVersionUID = 1L;

    public ContactTakenException(Throwable cause) {
        super("another account holds the contact", cause);
    }
}
