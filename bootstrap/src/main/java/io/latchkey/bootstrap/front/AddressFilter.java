package io.latchkey.bootstrap.front;

import io.latchkey.adapters.rest.json.Address;
import io.latchkey.adapters.rest.json.Json;
import io.latchkey.adapters.rest.json.UnreadableRequestFilter;
import io.latchkey.adapters.rest.problem.Problem;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Refuses addresses that are no UTF-8 on every path of the application, also on those that the server itself serves there. */
public final class AddressFilter implements Filter {
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest call
                && response instanceof HttpServletResponse answer
                && !isReadable(call)) {
            refuse(answer);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean isReadable(HttpServletRequest request) {
        @Nullable String query = request.getQueryString();
        return Address.isPath(request.getRequestURI()) && (query == null || Address.isQuery(query));
    }

    private static void refuse(HttpServletResponse response) throws IOException {
        Problem problem = UnreadableRequestFilter.malformedAddress();
        byte[] body = Json.write(problem.toMembers());
        response.setStatus(problem.status());
        response.setContentType(Problem.CONTENT_TYPE);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
