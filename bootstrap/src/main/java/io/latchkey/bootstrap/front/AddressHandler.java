package io.latchkey.bootstrap.front;

import io.latchkey.adapters.rest.client.ClientOriginResolver;
import io.latchkey.adapters.rest.decision.RequestDecisions;
import io.latchkey.adapters.rest.json.Address;
import io.latchkey.adapters.rest.json.Json;
import io.latchkey.adapters.rest.json.UnreadableRequestFilter;
import io.latchkey.adapters.rest.problem.Problem;
import java.io.IOException;
import java.lang.System.Logger.Level;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;

/**
 * Refuses a request whose address cannot be read. The server's own parser would throw at it, and the server would answer 200 without a
 * body then.
 */
final class AddressHandler extends ApplicationHandler {
    private static final System.Logger LOG = System.getLogger(AddressHandler.class.getName());

    private final Problem problem;
    private final RequestDecisions decisions;

    /**
     * @param contextPath path of the application; the paths of others are left to the server
     * @param publicUrl URL at which clients reach the service, without a slash at the end
     * @param decisions name the decision behind each refusal
     */
    AddressHandler(
            HttpHandler next,
            String contextPath,
            String publicUrl,
            RequestDecisions decisions,
            ClientOriginResolver clients) {
        super(next, contextPath, clients);
        this.problem = UnreadableRequestFilter.malformedAddress().under(publicUrl);
        this.decisions = decisions;
    }

    /** Puts a handler before each listener. See {@link ApplicationHandler#install}. */
    static Runnable install(
            String contextPath, String publicUrl, RequestDecisions decisions, ClientOriginResolver clients)
            throws ReflectiveOperationException {
        return install(next -> new AddressHandler(next, contextPath, publicUrl, decisions, clients));
    }

    @Override
    boolean answersWhileDeployed(Request request, Response response) throws IOException {
        if (isReadable(request)) {
            return false;
        }
        LOG.log(Level.INFO, "a request with a malformed address was refused");
        Problem refused = decisions.explain(problem, AddressCheck.DOOR, network(request));
        write(response, refused.status(), Problem.CONTENT_TYPE, refused.headers(), Json.write(refused.toMembers()));
        return true;
    }

    private boolean isReadable(Request request) {
        return hasOneHost(request.getRequest())
                && hostBeforePath(request).stream().allMatch(Address::isHost)
                && isReadable(path(request));
    }

    /** Whether the request names one host (RFC 9112 §3.2). Old protocols may name none, and the server sees to the others. */
    private static boolean hasOneHost(HttpRequestPacket request) {
        int hosts = 0;
        for (String host : request.getHeaders().values("Host")) {
            if (++hosts > 1 || !Address.isHost(host)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a path can be read. Queries are left to the applications, since the server does not parse them. */
    private boolean isReadable(String path) {
        return path.equals("*") || path.startsWith("/") && !isOurs(path) || Address.isPath(path);
    }
}
