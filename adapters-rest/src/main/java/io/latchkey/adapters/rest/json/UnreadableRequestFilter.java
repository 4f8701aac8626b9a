package io.latchkey.adapters.rest.json;

import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.problem.Problem;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what no resource could read: an address that is not UTF-8 or has path parameters, a body in a content coding (RFC 9110 §8.4), and a body behind an
 * Upgrade field.
 */
@Provider
@Endpoint
@PreMatching
@Priority(UnreadableRequestFilter.AFTER_ROUTING)
public final class UnreadableRequestFilter implements ContainerRequestFilter {
    /** Faces are found before, so that they can word the refusal. */
    static final int AFTER_ROUTING = 2;

    @Override
    public void filter(ContainerRequestContext request) {
        URI address = request.getUriInfo().getRequestUri();
        @Nullable String query = address.getRawQuery();
        if (!Address.isPath(address.getRawPath()) || query != null && !Address.isQuery(query)) {
            request.abortWith(malformedAddress().toResponse());
        } else if (isCoded(request.getHeaderString(HttpHeaders.CONTENT_ENCODING)) && request.hasEntity()) {
            request.abortWith(Problem.of(415, "unsupported-content-encoding", "The content encoding is not taken")
                    .detail("Send the body as it is, without a Content-Encoding.")
                    .header("Accept-Encoding", "identity")
                    .toResponse());
        } else if (isUnreadableUpgrade(request)) {
            request.abortWith(Problem.of(400, "upgrade-not-taken", "The upgrade is not taken")
                    .detail("Send a request with a body without an Upgrade field.")
                    .header("Connection", "close")
                    .toResponse());
        }
    }

    /**
     * Whether a server would wait in vain for the body: it gives none of a request that wants to change the protocol (RFC 9110 §7.8). The
     * change to HTTP/2 is one it makes or ignores.
     */
    private static boolean isUnreadableUpgrade(ContainerRequestContext request) {
        @Nullable String wanted = request.getHeaderString("Upgrade");
        boolean isHttp2 = "h2c".equalsIgnoreCase(wanted) && request.getHeaderString("HTTP2-Settings") != null;
        return wanted != null
                && !isHttp2
                && (request.getLength() > 0 || request.getHeaderString("Transfer-Encoding") != null);
    }

    /** What is said of an address that cannot be read; it does not repeat it. */
    public static Problem malformedAddress() {
        return Problem.of(400, "malformed-address", "The address cannot be read")
                .detail(
                        "Path, query and Host must be well-formed; escaped bytes must be UTF-8; a path has no semicolon.");
    }

    private static boolean isCoded(@Nullable String coding) {
        return coding != null && !coding.isBlank() && !coding.strip().equalsIgnoreCase("identity");
    }
}
