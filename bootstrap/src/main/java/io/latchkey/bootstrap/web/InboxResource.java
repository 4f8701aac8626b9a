package io.latchkey.bootstrap.web;

import com.fasterxml.jackson.annotation.JsonValue;
import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.api.ResponseBody;
import io.latchkey.adapters.sms.inbox.DevelopmentInbox;
import io.latchkey.adapters.sms.inbox.InboxMessage;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What a development server would have sent. Without an inbox (production) all of it is not found. */
@Path("dev/inbox")
@Endpoint
@Tag(name = "Development inbox")
public final class InboxResource {
    private final Inbox inbox;
    private final PagesResource pages;

    /** Holds the inbox, where there is one. */
    public record Inbox(Optional<DevelopmentInbox> messages) {}

    @Inject
    public InboxResource(Inbox inbox, PagesResource pages) {
        this.inbox = inbox;
        this.pages = pages;
    }

    @GET
    @Operation(hidden = true)
    public Response page() {
        return with(unused -> pages.file("/dev/inbox.html"));
    }

    @GET
    @Path("messages")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "List messages, newest first", description = "Development mode only.")
    public Response list(@QueryParam("to") @Nullable String to) {
        return with(messages -> Response.ok(
                        new Messages((to == null || to.isBlank() ? messages.find() : messages.find(to.strip()))
                                .stream().map(InboxResource::response).toList()))
                .type(MediaType.APPLICATION_JSON_TYPE)
                .build());
    }

    @DELETE
    @Path("messages")
    @Operation(summary = "Forget all messages", description = "Development mode only.")
    public Response clear() {
        return with(messages -> {
            messages.clear();
            return Response.noContent().build();
        });
    }

    @DELETE
    @Operation(hidden = true)
    public Response clearAll() {
        return clear();
    }

    private Response with(Function<DevelopmentInbox, Response> answer) {
        return inbox.messages().map(answer).orElseGet(PagesResource::notFound);
    }

    private static MessageResponse response(InboxMessage message) {
        return new MessageResponse(
                message.id().toString(),
                message.to().value(),
                message.kind().wireName(),
                message.purpose(),
                message.subject().orElse(null),
                message.body(),
                message.code().orElse(null),
                message.link().orElse(null),
                message.sentAt().toString());
    }

    /** One message as JSON. */
    public record MessageResponse(
            String id,
            String to,
            String channel,
            String purpose,
            @Nullable String subject,
            String body,
            @Nullable String code,
            @Nullable String link,
            String sentAt) {}

    /** All of them, as an array. */
    public record Messages(@JsonValue List<MessageResponse> list) implements ResponseBody {}
}
