package io.latchkey.adapters.sms.provider;

/** A definition that is refused; the message names file, line and key. */
public final class InvalidDefinitionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidDefinitionException(String file, int line, String sentence) {
        super(file + ":" + line + ": " + sentence);
    }
}
