package io.latchkey.application.user.port;

/** Another account holds the username; nothing was saved. */
public final class UsernameTakenException extends OvertakenException {
    private static final long serialVersionUID = 1L;

    public UsernameTakenException(Throwable cause) {
        super("another account holds the username", cause);
    }
}
