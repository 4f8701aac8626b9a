package io.latchkey.bootstrap.launcher;

/** Latchkey does not start; the message is one sentence for the person at the console. */
final class StartRefusedException extends RuntimeException {

    /** Exit code of a wrong option or value. */
    static final int WRONG_USE = 2;

    /** Exit code of everything else that keeps Latchkey from starting. */
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
