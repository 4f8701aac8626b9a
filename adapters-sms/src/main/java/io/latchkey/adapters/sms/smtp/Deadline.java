package io.latchkey.adapters.sms.smtp;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The time one message has. When it is over, the connection the message uses is cut, whatever it waits for. */
final class Deadline {
    private final long end;
    private @Nullable Runnable cut;
    private boolean passed;

    Deadline(Duration time) {
        end = System.nanoTime() + time.toNanos();
    }

    /** Not more than is left, and not more than the longest wait. */
    Duration timeLeft(Duration longest) {
        Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
        return left.compareTo(longest) < 0 ? left : longest;
    }

    /** Puts a connection under the deadline; one that comes too late is cut at once. */
    synchronized void guard(Runnable cutting) {
        cut = cutting;
        if (passed) {
            cutting.run();
        }
    }

    /** Lets the connection go, so that it can serve another message; answers whether it was still whole. */
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
