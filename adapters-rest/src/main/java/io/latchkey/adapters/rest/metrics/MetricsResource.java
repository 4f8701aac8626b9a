package io.latchkey.adapters.rest.metrics;

import io.latchkey.adapters.rest.api.Endpoint;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** Shows the gauges of the service where the server has no metrics on this path. */
@Path("metrics")
@Endpoint
public class MetricsResource {
    @Inject
    private Gauges gauges;

    @GET
    @Produces("text/plain;version=0.0.4;charset=utf-8")
    public String metrics() {
        return gauges.text();
    }
}
