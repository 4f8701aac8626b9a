package io.latchkey.adapters.rest.user;

import io.latchkey.adapters.rest.api.Api;
import io.latchkey.adapters.rest.api.ConcealsAccounts;
import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.client.Client;
import io.latchkey.adapters.rest.otp.ChallengeResponse;
import io.latchkey.adapters.rest.problem.Refusals;
import io.latchkey.application.account.CheckAvailabilityUseCase;
import io.latchkey.application.account.CheckAvailabilityUseCase.ContactAnswers;
import io.latchkey.application.account.RegisterUseCase;
import io.latchkey.application.shared.ContactParser;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Registers accounts. */
@Path(Api.V1 + "/users")
@Endpoint
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class UserResource {
    @Inject
    private RegisterUseCase register;

    @Inject
    private CheckAvailabilityUseCase checkAvailability;

    @Inject
    private ContactParser contacts;

    @Inject
    private Client client;

    @POST
    @ConcealsAccounts(takesLong = true)
    public Response register(RegisterRequest body, @Context HttpHeaders headers) {
        return register.register(body.toCommand(contacts, client.requester(headers)))
                .fold(
                        pending -> Response.accepted(new RegistrationResponse(pending.challenges().stream()
                                        .map(ChallengeResponse::from)
                                        .toList()))
                                .build(),
                        completed -> Response.status(Response.Status.CREATED)
                                .entity(UserResponse.from(completed.user()))
                                .build(),
                        faulty -> AccountFaults.refuse(faulty.faults()),
                        refused -> Refusals.tooSoon(refused.why()).toResponse());
    }

    @POST
    @Path("availability")
    @ConcealsAccounts
    public Response checkAvailability(AvailabilityRequest body, @Context HttpHeaders headers) {
        return checkAvailability
                .check(body.toLoginName(contacts), ContactAnswers.WHERE_ALLOWED, client.origin(headers))
                .fold(
                        known -> Response.ok(new AvailabilityResponse(known.available()))
                                .build(),
                        refused -> Refusals.tooSoon(refused.throttled()).toResponse());
    }
}
