package io.latchkey.bootstrap;

import jakarta.enterprise.context.Dependent;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** Answers that the application runs. */
@Dependent
@Path("ping")
public class PingResource {

    /** Fixed text. */
    @GET
    @Produces("text/plain")
    public String ping() {
        return "pong";
    }
}
