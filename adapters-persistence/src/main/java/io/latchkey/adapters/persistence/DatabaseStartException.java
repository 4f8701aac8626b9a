package io.latchkey.adapters.persistence;

/** Reports that the program cannot start on this database. The message is one sentence for the operator. */
public final class DatabaseStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DatabaseStartException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    public DatabaseStartException(String sentence) {
        super(sentence);
    }
}
