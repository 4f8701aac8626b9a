package io.latchkey.adapters.rest.user;

import io.latchkey.adapters.rest.api.Api;
import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.auth.Admits;
import io.latchkey.adapters.rest.auth.Callers;
import io.latchkey.adapters.rest.client.Client;
import io.latchkey.adapters.rest.docs.ApiDocs;
import io.latchkey.adapters.rest.json.RequestBodyReader;
import io.latchkey.adapters.rest.problem.Refusals;
import io.latchkey.application.account.ChangeAccountCommand;
import io.latchkey.application.account.ChangeAccountUseCase;
import io.latchkey.application.account.ChangePasswordUseCase;
import io.latchkey.application.account.DeleteAccountUseCase;
import io.latchkey.application.session.Caller;
import io.latchkey.application.session.CurrentPassword;
import io.latchkey.application.shared.ContactParser;
import io.latchkey.domain.user.User;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Serves the account of the caller. */
@Path(Api.V1 + "/users/me")
@Endpoint
@Admits(User.ROLE_USER)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = ApiDocs.USERS)
@SecurityRequirement(name = ApiDocs.BEARER)
@SecurityRequirement(name = ApiDocs.TOKEN)
public class OwnAccountResource {
    @Inject
    private ChangeAccountUseCase changeAccount;

    @Inject
    private ChangePasswordUseCase changePassword;

    @Inject
    private DeleteAccountUseCase deleteAccount;

    @Inject
    private ContactParser contacts;

    @Inject
    private Client client;

    @GET
    @Operation(operationId = "me", summary = "See the own account")
    @APIResponse(
            responseCode = "200",
            description = "The account.",
            content = @Content(schema = @Schema(implementation = UserResponse.class)))
    @APIResponse(responseCode = "401", ref = ApiDocs.UNAUTHENTICATED)
    public UserResponse show(@Context SecurityContext security) {
        return UserResponse.from(Callers.of(security).user());
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "replaceMe",
            summary = "Replace the own account",
            description =
                    "Members left out are removed; locale and secondFactor go back to their defaults. A new contact"
                            + " counts once its code is verified; until then a verified one stays. A change of contacts or of"
                            + " the second factor needs a recent sign-in, or the current password.")
    @APIResponse(
            responseCode = "200",
            description = "The account as it is now.",
            content = @Content(schema = @Schema(implementation = UserResponse.class)))
    @APIResponse(responseCode = "400", ref = ApiDocs.INVALID)
    @APIResponse(responseCode = "401", ref = ApiDocs.UNAUTHENTICATED)
    @APIResponse(responseCode = "403", ref = ApiDocs.SIGN_IN_AGAIN)
    @APIResponse(responseCode = "409", ref = ApiDocs.CONFLICT)
    @APIResponse(responseCode = "422", description = "The current password is wrong: wrong-current-password.")
    @APIResponse(responseCode = "429", ref = ApiDocs.THROTTLED)
    public Response replace(
            @RequestBody(content = @Content(schema = @Schema(implementation = ChangeAccountRequest.Documented.class)))
                    ChangeAccountRequest body,
            @Context SecurityContext security,
            @Context HttpHeaders headers) {
        return change(
                body.toReplacement(Callers.of(security), contacts, client.defaultLocale(), client.origin(headers)));
    }

    @PATCH
    @Consumes({RequestBodyReader.MERGE_PATCH, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "changeMe",
            summary = "Change the own account",
            description =
                    "A merge patch (RFC 7396): members left out stay, null removes. A new contact counts once its code is"
                            + " verified; until then a verified one stays. A change of contacts or of the second factor needs a"
                            + " recent sign-in, or the current password.")
    @APIResponse(
            responseCode = "200",
            description = "The account as it is now.",
            content = @Content(schema = @Schema(implementation = UserResponse.class)))
    @APIResponse(responseCode = "400", ref = ApiDocs.INVALID)
    @APIResponse(responseCode = "401", ref = ApiDocs.UNAUTHENTICATED)
    @APIResponse(responseCode = "403", ref = ApiDocs.SIGN_IN_AGAIN)
    @APIResponse(responseCode = "409", ref = ApiDocs.CONFLICT)
    @APIResponse(responseCode = "422", description = "The current password is wrong: wrong-current-password.")
    @APIResponse(responseCode = "429", ref = ApiDocs.THROTTLED)
    public Response patch(
            @RequestBody(content = @Content(schema = @Schema(implementation = ChangeAccountRequest.Documented.class)))
                    ChangeAccountRequest body,
            @Context SecurityContext security,
            @Context HttpHeaders headers) {
        return change(body.toPatch(Callers.of(security), contacts, client.defaultLocale(), client.origin(headers)));
    }

    private Response change(ChangeAccountCommand command) {
        return changeAccount
                .change(command)
                .fold(
                        changed -> Response.ok(UserResponse.from(changed.user(), changed.challenges()))
                                .build(),
                        notConfirmed -> UnconfirmedAnswer.of(notConfirmed.why()),
                        faulty -> AccountFaults.refuse(faulty.faults()),
                        refused -> Refusals.tooSoon(refused.why()).toResponse());
    }

    @DELETE
    @Operation(operationId = "deleteMe", summary = "Close the own account, with all its data")
    @APIResponse(responseCode = "204", description = "The account is gone.")
    @APIResponse(responseCode = "401", ref = ApiDocs.UNAUTHENTICATED)
    @APIResponse(responseCode = "403", ref = ApiDocs.SIGN_IN_AGAIN)
    public Response delete(@Context SecurityContext security) {
        return delete(Callers.of(security), Optional.empty());
    }

    @POST
    @Path("deletion")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "deleteMeByPassword",
            summary = "Close the own account, with all its data, by its password",
            description = "As DELETE, where the last sign-in is not recent.")
    @APIResponse(responseCode = "204", description = "The account is gone.")
    @APIResponse(responseCode = "400", ref = ApiDocs.INVALID)
    @APIResponse(responseCode = "401", ref = ApiDocs.UNAUTHENTICATED)
    @APIResponse(responseCode = "403", ref = ApiDocs.SIGN_IN_AGAIN)
    @APIResponse(responseCode = "422", description = "The current password is wrong: wrong-current-password.")
    @APIResponse(responseCode = "429", ref = ApiDocs.THROTTLED)
    @APIResponse(responseCode = "503", ref = ApiDocs.BUSY)
    public Response deleteByPassword(
            DeleteAccountRequest body, @Context SecurityContext security, @Context HttpHeaders headers) {
        return delete(Callers.of(security), Optional.of(body.toPassword(client.origin(headers))));
    }

    private Response delete(Caller caller, Optional<CurrentPassword> current) {
        return deleteAccount
                .delete(caller, current)
                .map(UnconfirmedAnswer::of)
                .orElseGet(() -> Response.noContent().build());
    }

    @PUT
    @Path("password")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "changePassword", summary = "Change the own password; all other sessions end")
    @APIResponse(responseCode = "204", description = "The password is changed.")
    @APIResponse(responseCode = "400", ref = ApiDocs.INVALID)
    @APIResponse(responseCode = "401", ref = ApiDocs.UNAUTHENTICATED)
    @APIResponse(responseCode = "403", ref = ApiDocs.SIGN_IN_AGAIN)
    @APIResponse(responseCode = "422", description = "The current password is wrong: wrong-current-password.")
    @APIResponse(responseCode = "429", ref = ApiDocs.THROTTLED)
    @APIResponse(responseCode = "503", ref = ApiDocs.BUSY)
    public Response changePassword(
            ChangePasswordRequest body, @Context SecurityContext security, @Context HttpHeaders headers) {
        ChangePasswordRequest.Passwords passwords = body.toPasswords(client.origin(headers));
        return changePassword
                .change(Callers.of(security), passwords.current(), passwords.next())
                .fold(
                        changed -> Response.noContent().build(),
                        notConfirmed -> UnconfirmedAnswer.of(notConfirmed.why()),
                        refused -> Refusals.tooSoon(refused.throttled()).toResponse());
    }
}
