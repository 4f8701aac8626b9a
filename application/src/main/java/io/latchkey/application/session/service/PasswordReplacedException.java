package io.latchkey.application.session.service;

/** The stored password is no longer the one that was compared. Undoes the unit of work, which is then tried again. */
final class PasswordReplacedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PasswordReplacedException() {
        super("the password was replaced while it was compared", null, false, false);
    }
}
