package io.latchkey.bootstrap.administration;

/** Ends a command that is not done. The message is one sentence for whoever typed it. */
public final class NotDoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean isWrongCall;

    private NotDoneException(String sentence, boolean isWrongCall) {
        super(sentence, null, false, false);
        this.isWrongCall = isWrongCall;
    }

    /** The call is right, and cannot be done now. */
    public static NotDoneException because(String sentence) {
        return new NotDoneException(sentence, false);
    }

    /** The call has to be typed in another way. */
    public static NotDoneException wrongCall(String sentence) {
        return new NotDoneException(sentence, true);
    }

    /** Whether the call has to be typed in another way. */
    public boolean isWrongCall() {
        return isWrongCall;
    }
}
