package io.latchkey.bootstrap.e2e.orders;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Shows people their orders, and clerks all orders. */
@Path("orders")
@RequestScoped
@SuppressWarnings("NullAway.Init")
public class OrdersResource {
    @Inject
    private JsonWebToken token;

    @GET
    @RolesAllowed("user")
    public String mine() {
        return "orders of " + token.getSubject();
    }

    @GET
    @Path("all")
    @RolesAllowed("clerk")
    public String all() {
        return "all orders";
    }
}
