package io.latchkey.bootstrap.front;

import java.io.IOException;
import java.util.Map;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;

/** Stands before the applications of the server, and sees each request before the server has parsed its address. */
public abstract class FrontHandler extends HttpHandler {
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

    /** The path of a request as the client wrote it, without its query. */
    protected static String path(Request request) {
        return request.getRequest().getRequestURIRef().getOriginalRequestURIBC().toString();
    }

    /** Writes a whole answer. The connection ends with it, because a body of the request may be unread. */
    protected static void write(Response response, int status, String mediaType, Map<String, String> fields, byte[] body)
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
