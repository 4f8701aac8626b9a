package io.latchkey.bootstrap.launcher;

/** Reports that Latchkey does not start. The message is one sentence for the person at the console. */
final class StartRefusedException extends RuntimeException {

    /** Exit code for a wrong option or value. */
    static final int WRONG_USE = 2;

    /** Exit code for all other reasons. */
    static final int FAILED = 1;

    private final int exitCode;

    StartRefusedException(int exitCode, String sentence) {
        super(sentence);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
