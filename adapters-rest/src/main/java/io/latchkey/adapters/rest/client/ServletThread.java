package io.latchkey.adapters.rest.client;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;

/**
 * The servlet request that a thread is working on. The container injects one too, behind a proxy that looks it up at each call and costs
 * ten times as much.
 */
public final class ServletThread {
    private static final ThreadLocal<HttpServletRequest> CURRENT = new ThreadLocal<>();

    private ServletThread() {}

    /** The request of this thread; empty in a thread that the filter of the application did not see. */
    public static Optional<HttpServletRequest> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** Goes on with a request as that of the thread. */
    public static void follow(FilterChain chain, HttpServletRequest request, ServletResponse response)
            throws IOException, ServletException {
        CURRENT.set(request);
        try {
            chain.doFilter(request, response);
        } finally {
            CURRENT.remove();
        }
    }
}
