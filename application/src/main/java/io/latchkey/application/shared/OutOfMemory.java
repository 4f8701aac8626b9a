package io.latchkey.application.shared;

/**
 * Tells the process that it has no memory left. A service without memory listens and answers nothing of use, and its supervisor does not
 * see that. Whatever catches a {@link Throwable} to go on asks here first.
 */
public final class OutOfMemory {
    private static final int DEEPEST_CAUSE = 16;

    private OutOfMemory() {}

    /**
     * Hands an {@link OutOfMemoryError} to the process's default handler of uncaught exceptions, as if its thread had ended by it. The
     * launcher's ends the process. An application server's process is not ours, and whoever runs it has set what becomes of it. Any other
     * failure, and one in a process without a handler, is left to the caller.
     *
     * @param failure looked through with its causes
     */
    public static void report(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            Thread.UncaughtExceptionHandler ending = Thread.getDefaultUncaughtExceptionHandler();
            if (cause instanceof OutOfMemoryError && ending != null) {
                ending.uncaughtException(Thread.currentThread(), cause);
                return;
            }
            cause = cause.getCause();
        }
    }
}
