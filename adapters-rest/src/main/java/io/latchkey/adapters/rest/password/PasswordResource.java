package io.latchkey.adapters.rest.password;

import io.latchkey.adapters.rest.api.Api;
import io.latchkey.adapters.rest.api.ConcealsAccounts;
import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.client.Client;
import io.latchkey.adapters.rest.client.DeviceToken;
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

/** Resets forgotten passwords. */
@Path(Api.V1 + "/password")
@Endpoint
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
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
    @ConcealsAccounts
    public Response forgot(ForgotPasswordRequest body, @Context HttpHeaders headers) {
        ForgotPasswordRequest.Wish wish = body.toWish(contacts, client.requester(headers));
        return forgotPassword.request(wish.login(), wish.requester()).answer(new SendingAnswer());
    }

    @POST
    @Path("reset")
    @ConcealsAccounts(takesLong = true, successIsOwners = true)
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
