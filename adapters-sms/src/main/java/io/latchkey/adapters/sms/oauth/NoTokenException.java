package io.latchkey.adapters.sms.oauth;

/** There is no access token now. The message may be recorded: it holds no secret. */
public final class NoTokenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NoTokenException(String reason) {
        super(reason);
    }
}
