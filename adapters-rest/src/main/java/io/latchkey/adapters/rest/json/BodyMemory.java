package io.latchkey.adapters.rest.json;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The memory that long bodies of unfinished requests share on a node. The first {@value #UNCOUNTED_BYTES} bytes of each body are not counted:
 * all but pictures and lists of receipts are shorter, and the number of the server's threads bounds them.
 */
public final class BodyMemory {
    static final int UNCOUNTED_BYTES = BoundedInput.MOST_JSON_BYTES;

    private final long mostBytes;
    private final AtomicLong held = new AtomicLong();
    private final ThreadLocal<Long> heldHere = new ThreadLocal<>();

    /** @param mostBytes what all long bodies may hold at once; the longest body or more */
    public BodyMemory(long mostBytes) {
        if (mostBytes < BoundedInput.MOST_IMAGE_BYTES) {
            throw new IllegalArgumentException("must be the longest body or more");
        }
        this.mostBytes = mostBytes;
    }

    /** A request begins on this thread. */
    public void begin() {
        heldHere.set(0L);
    }

    /** The request of this thread is over, and nothing refers to its body any more. */
    public void end() {
        held.addAndGet(-bytesHere());
        heldHere.remove();
    }

    /**
     * Counts more bytes of the body of this thread's request. In a thread that has none, nothing is counted.
     *
     * @return whether there is room for them; without it, nothing is counted
     */
    boolean take(int bytes) {
        if (heldHere.get() == null) {
            return true;
        }
        if (held.addAndGet(bytes) > mostBytes) {
            held.addAndGet(-bytes);
            return false;
        }
        heldHere.set(bytesHere() + bytes);
        return true;
    }

    private long bytesHere() {
        @Nullable Long bytes = heldHere.get();
        return bytes == null ? 0 : bytes;
    }
}
