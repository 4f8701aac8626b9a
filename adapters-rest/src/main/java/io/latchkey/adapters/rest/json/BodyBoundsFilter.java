package io.latchkey.adapters.rest.json;

import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.api.RequestBounds;
import io.latchkey.adapters.rest.problem.BusyMapper;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Set;

/**
 * Gives each body a time in which it must have come, and all bodies a memory. Servers limit the wait for the next bytes only, so that a
 * client that sends one byte every few seconds would hold a thread for hours; and they do not limit what the application keeps.
 */
@Provider
@Endpoint
@PreMatching
@Priority(0)
public final class BodyBoundsFilter implements ContainerRequestFilter {
    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD");
    /** When a body that found no room may be sent again. Those that hold the room are read within seconds or end at their deadline. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    @Inject
    private RequestBounds bounds;

    @Inject
    private BodyMemory memory;

    @Override
    public void filter(ContainerRequestContext request) {
        if (!WITHOUT_BODY.contains(request.getMethod())) {
            long deadline = System.nanoTime() + bounds.longestBody().toNanos();
            request.setEntityStream(new BoundedBody(request.getEntityStream(), deadline, memory));
        }
    }

    /**
     * Fails when a read ends after the deadline, or finds no room for what it read. A read that waits is ended by the server's own
     * limit.
     */
    private static final class BoundedBody extends FilterInputStream {
        private final long deadline;
        private final BodyMemory memory;
        private int uncounted = BodyMemory.UNCOUNTED_BYTES;

        BoundedBody(InputStream body, long deadline, BodyMemory memory) {
            super(body);
            this.deadline = deadline;
            this.memory = memory;
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            check(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = super.read(target, offset, length);
            check(Math.max(0, count));
            return count;
        }

        private void check(int read) throws IOException {
            if (System.nanoTime() - deadline > 0) {
                throw new IOException("the body did not come in time");
            }
            int counted = Math.max(0, read - uncounted);
            uncounted = Math.max(0, uncounted - read);
            if (!memory.take(counted)) {
                throw new WebApplicationException(BusyMapper.problem(RETRY_AFTER)
                        .header("Connection", "close")
                        .toResponse());
            }
        }
    }
}
