package io.latchkey.bootstrap.front;

import io.latchkey.adapters.rest.client.ClientOriginResolver;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.HttpServerFilter;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;

/** A handler of the application's, which stands before all applications of the server while this one is deployed. */
abstract class ApplicationHandler extends FrontHandler {
    /** Path parameters, doubled slashes and names that begin with a dot. */
    private static final Pattern AMBIGUOUS = Pattern.compile(";|//|/\\.|\\\\");

    private final String contextPath;
    private final ClientOriginResolver clients;
    private volatile boolean isOver;

    /**
     * @param contextPath path of the application
     * @param clients tell where a request comes from
     */
    ApplicationHandler(HttpHandler next, String contextPath, ClientOriginResolver clients) {
        super(next);
        this.contextPath = contextPath;
        this.clients = clients;
    }

    /**
     * Puts a handler before each listener of the server.
     *
     * @param handler makes one, for what is to get the requests that it does not answer
     * @return takes the handlers out again
     * @throws ReflectiveOperationException when the server is another one
     */
    static Runnable install(Function<HttpHandler, ApplicationHandler> handler) throws ReflectiveOperationException {
        List<Runnable> ends = new ArrayList<>();
        for (HttpServerFilter filter : Listeners.filters()) {
            ApplicationHandler made = handler.apply(filter.getHttpHandler());
            filter.setHttpHandler(made);
            ends.add(() -> made.leave(filter));
        }
        return () -> ends.forEach(Runnable::run);
    }

    private void leave(HttpServerFilter filter) {
        isOver = true;
        if (filter.getHttpHandler() == this) {
            filter.setHttpHandler(next());
        }
    }

    @Override
    protected final boolean answers(Request request, Response response) throws IOException {
        return !isOver && answersWhileDeployed(request, response);
    }

    /** As {@link #answers}, while the application is deployed. */
    abstract boolean answersWhileDeployed(Request request, Response response) throws IOException;

    /** Whether a path, as it was sent, is the application's. One that servers may read in several ways is, where it may lead there. */
    final boolean isOurs(String path) {
        try {
            String decoded = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
            return decoded.equals(contextPath)
                    || decoded.startsWith(contextPath + '/')
                    || AMBIGUOUS.matcher(decoded).find() && decoded.contains(contextPath);
        } catch (IllegalArgumentException malformed) {
            return path.startsWith(contextPath);
        }
    }

    /** The network of the client, behind the operator's own proxies. */
    final String network(Request request) {
        List<String> proxies = new ArrayList<>();
        request.getRequest().getHeaders().values(clients.header().fieldName()).forEach(proxies::add);
        return clients.resolve(request.getRemoteAddr(), proxies, null).network();
    }
}
