package io.latchkey.adapters.rest.inbox;

import com.fasterxml.jackson.annotation.JsonValue;
import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.api.ResponseBody;
import io.latchkey.adapters.rest.pages.PagesResource;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Shows the messages that a development server would have sent. Without an inbox (production) all its paths are
 * answered with 404.
 */
@Path("dev/inbox")
@Endpoint
public final class InboxResource {
    @Inject
    private InboxSettings settings;

    @Inject
    private PagesResource pages;

    @GET
    public Response page(@Context UriInfo uri) {
        return with(unused -> pages.page("/dev/inbox.html", uri));
    }

    @GET
    @Path("messages")
    @Produces(MediaType.APPLICATION_JSON)
    public Response list(@QueryParam("to") @Nullable String to) {
        return with(messages -> Response.ok(
                        new Messages(to == null || to.isBlank() ? messages.find() : messages.find(to.strip())))
                .type(MediaType.APPLICATION_JSON_TYPE)
                .build());
    }

    @DELETE
    @Path("messages")
    public Response clear() {
        return with(messages -> {
            messages.clear();
            return Response.noContent().build();
        });
    }

    @DELETE
    public Response clearAll() {
        return clear();
    }

    private Response with(Function<Inbox, Response> answer) {
        return settings.inbox().map(answer).orElseGet(PagesResource::notFound);
    }

    /** All messages as an array. */
    public record Messages(@JsonValue List<MessageResponse> list) implements ResponseBody {}
}
