package io.latchkey.adapters.sms.smtp;

/** The server did not accept our sign-in. The message may be recorded: it holds no secret. */
final class SignInException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean refused;

    /** @param refused whether the server checked the password or token and rejected it */
    SignInException(String reason, boolean refused) {
        super(reason);
        this.refused = refused;
    }

    boolean isRefused() {
        return refused;
    }
}
