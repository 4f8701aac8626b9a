package io.latchkey.adapters.rest.console;

import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.pages.PagesResource;
import io.latchkey.adapters.rest.session.BrowserSessions;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;

/**
 * Serves the console's page, scripts and styles. They hold nothing about anybody and are open to all; what they show comes from the API of
 * administration, which decides who gets it. WildFly keeps {@code /console} for its own, so the path is another one.
 */
@Path("administration")
@Endpoint
public final class ConsoleResource {
    private static final String POLICY = "Content-Security-Policy";

    /**
     * Nothing runs or loads but the console's own files. Browsers that know Trusted Types refuse to make markup or scripts out of text
     * (W3C Trusted Types, 4.2).
     */
    private static final String NOTHING_FOREIGN =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
                    + "img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
                    + "require-trusted-types-for 'script'; trusted-types 'none'";

    @Inject
    private PagesResource pages;

    @Inject
    private ConsoleSettings settings;

    @Inject
    private BrowserSessions sessions;

    @GET
    public Response page(@Context UriInfo uri) {
        String keeper = sessions.areServed() ? "cookie" : "memory";
        return settings.isServed()
                ? guarded(pages.page("/console/index.html", uri, Map.of("sessions", keeper)))
                : PagesResource.notFound();
    }

    @GET
    @Path("{name: [a-z-]+\\.(js|css)}")
    public Response file(@PathParam("name") String name) {
        return settings.isServed() ? guarded(pages.file("/console/" + name)) : PagesResource.notFound();
    }

    private static Response guarded(Response answer) {
        return answer.getStatus() != 200
                ? answer
                : Response.fromResponse(answer)
                        .header(POLICY, null)
                        .header(POLICY, NOTHING_FOREIGN)
                        .header("Cross-Origin-Opener-Policy", "same-origin")
                        .header("Cross-Origin-Resource-Policy", "same-origin")
                        .header("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
                        .build();
    }
}
