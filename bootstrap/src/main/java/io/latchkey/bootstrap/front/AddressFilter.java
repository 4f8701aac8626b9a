package io.latchkey.bootstrap.front;

import io.latchkey.adapters.rest.api.RestSettings;
import io.latchkey.adapters.rest.client.ClientOriginResolver;
import io.latchkey.adapters.rest.decision.RequestDecisions;
import io.latchkey.adapters.rest.json.Address;
import io.latchkey.adapters.rest.json.UnreadableRequestFilter;
import io.latchkey.adapters.rest.pages.ServletProblems;
import io.latchkey.adapters.rest.problem.Problem;
import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Refuses addresses that are no UTF-8, and paths with parameters, on every path of the application, also on those that the server itself
 * serves there.
 */
public final class AddressFilter implements Filter {
    @Inject
    private RestSettings settings;

    @Inject
    private RequestDecisions decisions;

    @Inject
    private ClientOriginResolver clients;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest call
                && response instanceof HttpServletResponse answer
                && !isReadable(call)) {
            Problem refused = decisions.explain(
                    UnreadableRequestFilter.malformedAddress(), AddressCheck.DOOR, clients.networkOf(call));
            ServletProblems.write(refused.under(settings.publicUrl()), answer);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean isReadable(HttpServletRequest request) {
        @Nullable String query = request.getQueryString();
        return Address.isPath(request.getRequestURI()) && (query == null || Address.isQuery(query));
    }
}
