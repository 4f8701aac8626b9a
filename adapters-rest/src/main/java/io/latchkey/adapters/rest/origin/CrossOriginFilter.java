package io.latchkey.adapters.rest.origin;

import io.latchkey.adapters.rest.api.Api;
import io.latchkey.adapters.rest.client.ServletThread;
import io.latchkey.adapters.rest.decision.RequestDecisions;
import io.latchkey.adapters.rest.face.FaceRouter;
import io.latchkey.adapters.rest.face.FaceSettings;
import io.latchkey.adapters.rest.json.BodyMemory;
import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * Tells browsers which pages may call. It stands before all other filters, so that refusals can be read as well, and so each request
 * begins here.
 */
public final class CrossOriginFilter implements Filter {
    @Inject
    private AllowedOrigins origins;

    @Inject
    private FaceSettings faces;

    @Inject
    private RequestDecisions decisions;

    @Inject
    private BodyMemory bodies;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest call && response instanceof HttpServletResponse answer)) {
            chain.doFilter(request, response);
            return;
        }
        CrossOrigin.Answer said = new CrossOrigin(origins, this::isApi).answer(call(call));
        said.fields().forEach(answer::setHeader);
        if (said.isWhole()) {
            answer.setStatus(HttpServletResponse.SC_NO_CONTENT);
        } else {
            decisions.begin();
            bodies.begin();
            try {
                ServletThread.follow(chain, call, answer);
            } finally {
                bodies.end();
                decisions.end();
            }
        }
    }

    private boolean isApi(String path) {
        return path.startsWith(Api.V1 + "/") || FaceRouter.isServed(faces, path);
    }

    private static CrossOrigin.Call call(HttpServletRequest request) {
        String path = request.getRequestURI();
        String context = request.getContextPath() + "/";
        return new CrossOrigin.Call(
                request.getMethod(),
                path.startsWith(context) ? path.substring(context.length()) : path,
                field(request, "Origin"),
                field(request, "Access-Control-Request-Method"),
                field(request, "Access-Control-Request-Headers"));
    }

    private static Optional<String> field(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getHeader(name));
    }
}
