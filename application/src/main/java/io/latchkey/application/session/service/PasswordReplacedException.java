package io.latchkey.application.session.service;

/** The account's password was replaced after the comparison. The unit of work is undone and tried again. */
final class PasswordReplacedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PasswordReplacedException() {
        super("the password was replaced while it was compared", null, false, false);
    }
}
