package io.latchkey.bootstrap.front;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;

/** Stands before the applications of the server, and sees each request before the server has parsed its address. */
public abstract class FrontHandler extends HttpHandler {
    private static final Pattern ABSOLUTE = Pattern.compile("(?is)https?://(?<host>[^/]*)(?<path>.*)");

    private final HttpHandler next;

    /** @param next gets the requests that are not answered here */
    protected FrontHandler(HttpHandler next) {
        this.next = next;
        setAllowEncodedSlash(next.isAllowEncodedSlash());
        setAllowCustomStatusMessage(next.isAllowCustomStatusMessage());
        setRequestURIEncoding(next.getRequestURIEncoding());
        // The next one decodes the address itself.
        setDecodeUrl(false);
    }

    /** The handler that gets the requests that are not answered here. */
    public final HttpHandler next() {
        return next;
    }

    @Override
    public final void service(Request request, Response response) throws Exception {
        if (!answers(request, response)) {
            next.service(request, response);
        }
    }

    /** Answers the request, or returns false so that the next handler does. */
    protected abstract boolean answers(Request request, Response response) throws IOException;

    /** The path of a request as the client wrote it, without its query and without the host that may stand before it. */
    protected static String path(Request request) {
        return path(target(request));
    }

    /** The path within the target of a request (RFC 9112 §3.2). */
    static String path(String target) {
        if (target.startsWith("/")) {
            return target;
        }
        Matcher absolute = ABSOLUTE.matcher(target);
        if (!absolute.matches()) {
            return target;
        }
        return absolute.group("path").isEmpty() ? "/" : absolute.group("path");
    }

    /** The host that stands before the path (RFC 9112 §3.2.2); empty where none does. */
    protected static Optional<String> hostBeforePath(Request request) {
        return hostBeforePath(target(request));
    }

    static Optional<String> hostBeforePath(String target) {
        if (target.startsWith("/")) {
            return Optional.empty();
        }
        Matcher absolute = ABSOLUTE.matcher(target);
        return absolute.matches() ? Optional.of(absolute.group("host")) : Optional.empty();
    }

    private static String target(Request request) {
        return request.getRequest().getRequestURIRef().getOriginalRequestURIBC().toString();
    }

    /** Writes a whole answer. The connection ends with it, because a body of the request may be unread. */
    protected static void write(
            Response response, int status, String mediaType, Map<String, String> fields, byte[] body)
            throws IOException {
        response.setStatus(status);
        response.setContentType(mediaType);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Connection", "close");
        fields.forEach(response::setHeader);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.finish();
    }
}
