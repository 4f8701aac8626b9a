package io.latchkey.adapters.sms.definition;

/** Refuses a data file; the message names file, line and key. */
public final class InvalidDefinitionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String key;
    private final String reason;

    /**
     * @param line from 1
     * @param key such as {@code request.url}; empty text for the whole file
     * @param reason a phrase that follows the name of the key or of the file
     */
    public InvalidDefinitionException(String file, int line, String key, String reason) {
        super(file + ":" + line + ": " + (key.isEmpty() ? reason : key + " " + reason));
        this.key = key;
        this.reason = reason;
    }

    /** The key that is refused; empty text for the whole file. */
    public String key() {
        return key;
    }

    /** A phrase that says what is wrong and follows the name of the key. */
    public String reason() {
        return reason;
    }
}
