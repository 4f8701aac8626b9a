package io.latchkey.bootstrap.settings;

/** A configuration the service does not start with. Its message is the one sentence the operator gets. */
public final class InvalidSettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidSettingException(String sentence) {
        super(sentence);
    }
}
