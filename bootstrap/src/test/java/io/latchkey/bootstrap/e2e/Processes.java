package io.latchkey.bootstrap.e2e;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Processes that tests start. None outlives the virtual machine of its test, also when that is ended by a signal. */
public final class Processes {
    private static final long LONGEST_END_SECONDS = 30;

    private Processes() {}

    /** Starts a process. It and what it started are killed when this virtual machine ends. */
    public static Process start(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        Thread killer = new Thread(() -> family(process).forEach(ProcessHandle::destroyForcibly), "killer");
        try {
            Runtime.getRuntime().addShutdownHook(killer);
        } catch (IllegalStateException ending) {
            process.destroyForcibly();
            throw ending;
        }
        return process;
    }

    /** Asks a process and what it started to end, and kills them after 30 seconds. */
    public static void end(Process process) {
        List<ProcessHandle> family = family(process);
        family.forEach(ProcessHandle::destroy);
        family.stream().filter(each -> !hasEnded(each)).forEach(ProcessHandle::destroyForcibly);
    }

    /** Ends a process and what it started as {@code kill -9} does. Returns when they have ended. */
    public static void kill(Process process) {
        List<ProcessHandle> family = family(process);
        family.forEach(ProcessHandle::destroyForcibly);
        if (!family.stream().allMatch(Processes::hasEnded)) {
            throw new IllegalStateException("process " + process.pid() + " was killed and did not end");
        }
    }

    private static List<ProcessHandle> family(Process process) {
        return Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
    }

    private static boolean hasEnded(ProcessHandle process) {
        try {
            process.onExit().get(LONGEST_END_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException late) {
            return false;
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
