package io.latchkey.adapters.rest.health;

import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.api.ResponseBody;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;

/** Tells the health of the service, in the form of MicroProfile Health, where the server does not do so on these paths. */
@Path("health")
@Endpoint
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {
    @Inject
    private DatabaseState database;

    @Inject
    private ClockState clock;

    /** One answer with all checks. */
    record Health(String status, List<Check> checks) implements ResponseBody {}

    record Check(String name, String status, Map<String, Long> data) {}

    @GET
    public Response all() {
        return ready();
    }

    @GET
    @Path("ready")
    public Response ready() {
        boolean isUp = database.isHealthy();
        String status = isUp ? "UP" : "DOWN";
        Map<String, Long> data = clock.aheadOfDatabase()
                .map(ahead -> Map.of("clockAheadSeconds", ahead.toSeconds()))
                .orElseGet(Map::of);
        return Response.status(isUp ? Response.Status.OK : Response.Status.SERVICE_UNAVAILABLE)
                .entity(new Health(status, List.of(new Check("database", status, data))))
                .build();
    }

    @GET
    @Path("live")
    public Response live() {
        return Response.ok(new Health("UP", List.of())).build();
    }

    @GET
    @Path("started")
    public Response started() {
        return live();
    }
}
