package io.latchkey.adapters.rest.json;

import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.api.RequestBounds;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/**
 * Gives each body a time in which it must have come. Servers limit the wait for the next bytes only, so that a client that sends one byte
 * every few seconds would hold a thread for hours.
 */
@Provider
@Endpoint
@PreMatching
@Priority(0)
public final class BodyBoundsFilter implements ContainerRequestFilter {
    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD");

    @Inject
    private RequestBounds bounds;

    @Override
    public void filter(ContainerRequestContext request) {
        if (!WITHOUT_BODY.contains(request.getMethod())) {
            long deadline = System.nanoTime() + bounds.longestBody().toNanos();
            request.setEntityStream(new TimedInput(request.getEntityStream(), deadline));
        }
    }

    /** Fails when a read ends after the deadline. A read that waits is ended by the server's own limit. */
    private static final class TimedInput extends FilterInputStream {
        private final long deadline;

        TimedInput(InputStream body, long deadline) {
            super(body);
            this.deadline = deadline;
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            checkTime();
            return next;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = super.read(target, offset, length);
            checkTime();
            return count;
        }

        private void checkTime() throws IOException {
            if (System.nanoTime() - deadline > 0) {
                throw new IOException("the body did not come in time");
            }
        }
    }
}
