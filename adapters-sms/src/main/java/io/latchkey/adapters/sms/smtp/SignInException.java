package io.latchkey.adapters.sms.smtp;

/** A connection on which the server knows us not. The message is fit for a record: it holds nothing secret. */
final class SignInException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean refused;

    /** @param refused whether the server looked at the password or token and did not believe it */
    SignInException(String reason, boolean refused) {
        super(reason);
        this.refused = refused;
    }

    boolean isRefused() {
        return refused;
    }
}
