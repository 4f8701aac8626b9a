package io.latchkey.adapters.rest.password;

import io.latchkey.adapters.rest.api.Api;
import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.client.Client;
import io.latchkey.adapters.rest.client.DeviceToken;
import io.latchkey.adapters.rest.docs.ApiDocs;
import io.latchkey.adapters.rest.otp.ChallengeResponse;
import io.latchkey.adapters.rest.otp.OtpProblems;
import io.latchkey.adapters.rest.otp.SendingAnswer;
import io.latchkey.adapters.rest.problem.Refusals;
import io.latchkey.application.account.ForgotPasswordUseCase;
import io.latchkey.application.account.ResetPasswordUseCase;
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

/** Resets forgotten passwords. */
@Path(Api.V1 + "/password")
@Endpoint
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = ApiDocs.PASSWORDS)
public class PasswordResource {
    @Inject
    private ForgotPasswordUseCase forgotPassword;

    @Inject
    private ResetPasswordUseCase resetPassword;

    @Inject
    private ContactParser contacts;

    @Inject
    private Client client;

    @POST
    @Path("forgot")
    @Operation(
            operationId = "forgotPassword",
            summary = "Ask for a code and link that reset the password",
            description =
                    "Answers the same whether or not there is such an account. Where the login is a username, channel and"
                            + " destination are null.")
    @APIResponse(
            responseCode = "202",
            description = "If there is such an account, a message is on its way.",
            content = @Content(schema = @Schema(implementation = ChallengeResponse.class)))
    @APIResponse(responseCode = "400", ref = ApiDocs.INVALID)
    @APIResponse(responseCode = "429", ref = ApiDocs.THROTTLED)
    public Response forgot(ForgotPasswordRequest body, @Context HttpHeaders headers) {
        ForgotPasswordRequest.Wish wish = body.toWish(contacts, client.requester(headers));
        return forgotPassword.request(wish.login(), wish.requester()).answer(new SendingAnswer());
    }

    @POST
    @Path("reset")
    @Operation(
            operationId = "resetPassword",
            summary = "Set a new password with what was sent",
            description = "All sessions end and locks are lifted; nobody is signed in by it.")
    @APIResponse(responseCode = "204", description = "The new password is set.")
    @APIResponse(responseCode = "400", ref = ApiDocs.INVALID)
    @APIResponse(responseCode = "422", ref = ApiDocs.CODE_REFUSED)
    @APIResponse(responseCode = "429", ref = ApiDocs.THROTTLED)
    @APIResponse(responseCode = "503", ref = ApiDocs.BUSY)
    public Response reset(ResetPasswordRequest body, @Context HttpHeaders headers) {
        return resetPassword
                .reset(body.toCommand(client.origin(headers)))
                .fold(
                        accepted -> DeviceToken.with(
                                accepted.deviceToken(), Response.noContent().build()),
                        wrong -> OtpProblems.refused(422, wrong.reason(), wrong.attemptsLeft())
                                .toResponse(),
                        refused -> Refusals.throttled(refused.throttled()).toResponse());
    }
}
