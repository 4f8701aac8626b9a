package io.latchkey.adapters.rest.clock;

import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.pages.PagesResource;
import io.latchkey.adapters.rest.problem.Problem;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Moves the clock of a development server. Where no clock can be moved (production) its path is answered with 404. */
@Path("dev/clock")
@Endpoint
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Development clock")
public final class ClockResource {
    @Inject
    private ClockSettings settings;

    /** The server makes resources by this constructor. */
    public ClockResource() {}

    /** For tests, which have no container. */
    @SuppressWarnings("UnnecessaryAssignment")
    ClockResource(ClockSettings settings) {
        this.settings = settings;
    }

    @GET
    @Operation(summary = "See where the clock stands", description = "Development mode only.")
    public Response read() {
        return with(ClockResource::reading);
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Move the clock forward",
            description = "Development mode only. Everything that the service decides by time follows at once.")
    public Response move(MoveClockRequest body) {
        return with(moved -> {
            Duration offset = body.toOffset();
            return moved.moveTo(offset)
                    ? reading(moved)
                    : Problem.of(409, "clock-goes-forward-only", "The clock goes forward only")
                            .detail(
                                    "Data of a later time is there already. DELETE lets the next start begin at the real time.")
                            .with("offset", moved.read().offset().toString())
                            .toResponse();
        });
    }

    @DELETE
    @Operation(
            summary = "Return to the real time at the next start",
            description = "Development mode only. Until then the clock stays ahead.")
    public Response giveUp() {
        return with(left -> {
            left.returnAtRestart();
            return reading(left);
        });
    }

    private static Response reading(DevelopmentClock clock) {
        return Response.ok(ClockResponse.from(clock.read())).build();
    }

    private Response with(Function<DevelopmentClock, Response> answer) {
        return settings.clock().map(answer).orElseGet(PagesResource::notFound);
    }
}
