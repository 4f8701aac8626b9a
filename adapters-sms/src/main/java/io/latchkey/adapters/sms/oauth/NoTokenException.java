package io.latchkey.adapters.sms.oauth;

/** There is no access token for now. The message is fit for a record: it holds nothing secret. */
public final class NoTokenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NoTokenException(String reason) {
        super(reason);
    }
}
