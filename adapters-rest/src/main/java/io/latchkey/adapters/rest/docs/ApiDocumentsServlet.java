package io.latchkey.adapters.rest.docs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.latchkey.adapters.rest.pages.PageSettings;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Serves the OpenAPI documents. It is a servlet because a servlet of that path in web.xml comes before the document that a
 * server makes by itself.
 */
public final class ApiDocumentsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /** The document of the native API or, after a slash, of a face; its form may follow. */
    private static final Pattern PATH =
            Pattern.compile("/openapi(?:/(?<name>[a-z-]{1,40})|/)?(?:[.](?<form>json|yaml))?");

    @Inject
    private transient ApiDocuments documents;

    @Inject
    private transient PageSettings pages;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String below = Optional.ofNullable(request.getPathInfo()).orElse("");
        Matcher path = PATH.matcher(request.getServletPath() + below);
        Optional<ObjectNode> document = pages.hasDocuments() && path.matches()
                ? documents.find(
                        Optional.ofNullable(path.group("name")).orElse(Manual.NATIVE), request.getContextPath())
                : Optional.empty();
        if (document.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        boolean isJson = Optional.ofNullable(path.group("form"))
                .orElseGet(() -> form(request))
                .equals("json");
        byte[] body = (isJson ? document.get().toPrettyString() : Manual.write(document.get()))
                .getBytes(StandardCharsets.UTF_8);
        response.setContentType(isJson ? "application/json" : "application/yaml");
        response.setHeader("Vary", "Accept");
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** The form that the query asks for, or else the header field. It is YAML where both leave it open. */
    private static String form(HttpServletRequest request) {
        String accepted = Optional.ofNullable(request.getParameter("format"))
                .or(() -> Optional.ofNullable(request.getHeader("Accept")))
                .orElse("")
                .toLowerCase(Locale.ROOT);
        int json = accepted.indexOf("json");
        int yaml = accepted.indexOf("yaml");
        return json >= 0 && (yaml < 0 || json < yaml) ? "json" : "yaml";
    }
}
