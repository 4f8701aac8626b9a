package io.latchkey.adapters.persistence;

/** Reports that the program cannot start on this database. The message is one sentence for the operator. */
public final class DatabaseStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean isHeldByAnother;

    DatabaseStartException(String sentence, Throwable cause, boolean isHeldByAnother) {
        super(sentence, cause);
        this.isHeldByAnother = isHeldByAnother;
    }

    public DatabaseStartException(String sentence, Throwable cause) {
        this(sentence, cause, false);
    }

    public DatabaseStartException(String sentence) {
        super(sentence);
        this.isHeldByAnother = false;
    }

    /** Whether another process, such as a server, holds the file of the database. */
    public boolean isHeldByAnother() {
        return isHeldByAnother;
    }
}
