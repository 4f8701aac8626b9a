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
import java.util.Optional;
import java.util.function.Function;

/** Moves the clock of a development server. Where no clock can be moved (production) its path is answered with 404. */
@Path("dev/clock")
@Endpoint
@Produces(MediaType.APPLICATION_JSON)
public final class ClockResource {
    private final ClockSettings settings;

    /** Some servers ask for a constructor that takes nothing, and use the other one. */
    public ClockResource() {
        this(new ClockSettings(Optional.empty()));
    }

    @Inject
    public ClockResource(ClockSettings settings) {
        this.settings = settings;
    }

    @GET
    public Response read() {
        return with(ClockResource::reading);
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
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
