package io.latchkey.bootstrap.servers.control;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** The one resource of the application. */
@Path("/control")
public class ControlResource {
    @Inject
    private ControlBean bean;

    @GET
    @Produces("text/plain")
    public String get() {
        return bean.text();
    }
}
