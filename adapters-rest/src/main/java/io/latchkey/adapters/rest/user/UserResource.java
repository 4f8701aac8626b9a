package io.latchkey.adapters.rest.user;

import io.latchkey.adapters.rest.api.Api;
import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.client.Client;
import io.latchkey.adapters.rest.docs.ApiDocs;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Registers accounts. */
@Path(Api.V1 + "/users")
@Endpoint
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = ApiDocs.USERS)
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
    @Operation(
            operationId = "register",
            summary = "Register",
            description = "The same answer whether or not a contact belongs to somebody already; its owner is told.")
    @APIResponse(
            responseCode = "201",
            description = "No contact was given; the account is active at once.",
            content = @Content(schema = @Schema(implementation = UserResponse.class)))
    @APIResponse(
            responseCode = "202",
            description = "A code was sent to each contact.",
            content = @Content(schema = @Schema(implementation = RegistrationResponse.class)))
    @APIResponse(responseCode = "400", ref = ApiDocs.INVALID)
    @APIResponse(responseCode = "409", ref = ApiDocs.CONFLICT)
    @APIResponse(responseCode = "429", ref = ApiDocs.THROTTLED)
    @APIResponse(responseCode = "503", ref = ApiDocs.BUSY)
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
    @Operation(
            operationId = "checkAvailability",
            summary = "See whether a username is free",
            description = "E-mail addresses and phone numbers are answered only where the operator allows it.")
    @APIResponse(
            responseCode = "200",
            description = "Whether it is free.",
            content = @Content(schema = @Schema(implementation = AvailabilityResponse.class)))
    @APIResponse(responseCode = "400", ref = ApiDocs.INVALID)
    @APIResponse(responseCode = "429", ref = ApiDocs.THROTTLED)
    public Response checkAvailability(AvailabilityRequest body, @Context HttpHeaders headers) {
        return checkAvailability
                .check(body.toLoginName(contacts), ContactAnswers.WHERE_ALLOWED, client.origin(headers))
                .fold(
                        known -> Response.ok(new AvailabilityResponse(known.available()))
                                .build(),
                        refused -> Refusals.tooSoon(refused.throttled()).toResponse());
    }
}
