package io.latchkey.bootstrap.launcher;

/** Reports that Latchkey does not start. The message is one sentence for the person at the console. */
final class StartRefusedException extends RuntimeException {

    /** Exit code for a wrong option or value. */
    static final int WRONG_USE = 2;

    /** Exit code for all other reasons. */
    static final int FAILED = 1;

    private final int exitCode;
    private final boolean isExplained;

    StartRefusedException(int exitCode, String sentence) {
        this(exitCode, sentence, true);
    }

    private StartRefusedException(int exitCode, String sentence, boolean isExplained) {
        super(sentence);
        this.exitCode = exitCode;
        this.isExplained = isExplained;
    }

    /** A failure of the server. */
    static StartRefusedException because(Console.Reason reason) {
        return new StartRefusedException(FAILED, "Latchkey does not start: " + reason.sentence(), reason.isOurs());
    }

    /** Whether the sentence tells all. If not, what was logged so far is to be told before it. */
    boolean isExplained() {
        return isExplained;
    }

    int exitCode() {
        return exitCode;
    }
}
