package io.latchkey.bootstrap.front;

import io.latchkey.adapters.rest.client.ClientOriginResolver;
import io.latchkey.adapters.rest.json.Json;
import io.latchkey.adapters.rest.problem.BusyMapper;
import io.latchkey.adapters.rest.problem.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;

/**
 * Refuses requests of a network that has too many unfinished ones. Each holds a thread of the server until its body is there, and one
 * client that sends slowly must not hold them all.
 */
final class ShareHandler extends ApplicationHandler {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final ConcurrentMap<String, Integer> unfinished;
    private final int most;

    /**
     * @param unfinished requests by network, counted over all listeners
     * @param most requests of one network that may be unfinished; 1 or more
     */
    ShareHandler(
            HttpHandler next,
            String contextPath,
            ClientOriginResolver clients,
            ConcurrentMap<String, Integer> unfinished,
            int most) {
        super(next, contextPath, clients);
        this.unfinished = unfinished;
        this.most = most;
    }

    /** Puts a handler before each listener. See {@link ApplicationHandler#install}. */
    static Runnable install(String contextPath, ClientOriginResolver clients, int most)
            throws ReflectiveOperationException {
        ConcurrentMap<String, Integer> unfinished = new ConcurrentHashMap<>();
        return install(next -> new ShareHandler(next, contextPath, clients, unfinished, most));
    }

    @Override
    boolean answersWhileDeployed(Request request, Response response) throws IOException {
        if (!isOurs(path(request))) {
            return false;
        }
        String network = network(request);
        if (unfinished.merge(network, 1, Integer::sum) <= most) {
            request.addAfterServiceListener(after -> finish(network));
            return false;
        }
        finish(network);
        Problem refused = BusyMapper.problem(RETRY_AFTER);
        write(response, refused.status(), Problem.CONTENT_TYPE, refused.headers(), Json.write(refused.toMembers()));
        return true;
    }

    private void finish(String network) {
        unfinished.computeIfPresent(network, (name, count) -> count == 1 ? null : count - 1);
    }
}
