package io.latchkey.adapters.rest.pages;

import io.latchkey.adapters.rest.api.RestSettings;
import io.latchkey.adapters.rest.client.ClientOriginResolver;
import io.latchkey.adapters.rest.decision.RequestDecisions;
import io.latchkey.adapters.rest.problem.Problem;
import io.latchkey.adapters.rest.problem.WebApplicationMapper;
import io.latchkey.application.shared.OutOfMemory;
import jakarta.inject.Inject;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers requests that the server refuses before any resource runs. The answer has the form of all other refusals. */
public final class ErrorPage extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private static final String DOOR = "server";

    @Inject
    private transient RestSettings settings;

    @Inject
    private transient RequestDecisions decisions;

    @Inject
    private transient ClientOriginResolver clients;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable failure) {
            OutOfMemory.report(failure);
        }
        // The attribute is absent when a client requests this page itself.
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        String path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String uri
                ? uri
                : request.getRequestURI();
        Problem refused = decisions.explain(WebApplicationMapper.forStatus(status), DOOR, clients.networkOf(request));
        ServletProblems.write(refused.at(path, settings.publicUrl()), response);
    }
}
