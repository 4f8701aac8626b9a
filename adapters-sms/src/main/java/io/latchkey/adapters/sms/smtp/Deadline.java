package io.latchkey.adapters.sms.smtp;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The time limit of one message. At its end the message's connection is cut, even while it waits. */
final class Deadline {
    private final long end;
    private @Nullable Runnable cut;
    private boolean passed;

    Deadline(Duration time) {
        end = System.nanoTime() + time.toNanos();
    }

    /** The time left, but at most the given time. */
    Duration timeLeft(Duration longest) {
        Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
        return left.compareTo(longest) < 0 ? left : longest;
    }

    /** Puts a connection under the time limit. After the end of the time, the connection is cut at once. */
    synchronized void guard(Runnable cutting) {
        cut = cutting;
        if (passed) {
            cutting.run();
        }
    }

    /** Releases the connection, so that it can serve another message. Answers whether it was not cut. */
    synchronized boolean release() {
        cut = null;
        return !passed;
    }

    synchronized void pass() {
        passed = true;
        if (cut != null) {
            cut.run();
        }
    }

    synchronized boolean isPassed() {
        return passed;
    }
}
