package io.latchkey.adapters.rest.user;

import io.latchkey.adapters.rest.api.Api;
import io.latchkey.adapters.rest.api.ConcealsAccounts;
import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.auth.Admits;
import io.latchkey.adapters.rest.auth.RequestCaller;
import io.latchkey.adapters.rest.client.Client;
import io.latchkey.adapters.rest.json.RequestBodyReader;
import io.latchkey.adapters.rest.problem.Refusals;
import io.latchkey.application.account.ChangeAccountCommand;
import io.latchkey.application.account.ChangeAccountUseCase;
import io.latchkey.application.account.ChangePasswordUseCase;
import io.latchkey.application.account.DeleteAccountUseCase;
import io.latchkey.application.account.VerifyEmailUseCase;
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
import java.util.Optional;

/** Serves the account of the caller. */
@Path(Api.V1 + "/users/me")
@Endpoint
@Admits(User.ROLE_USER)
@Produces(MediaType.APPLICATION_JSON)
public class OwnAccountResource {
    private static final EmailVerificationAnswer EMAIL_VERIFICATION = new EmailVerificationAnswer();

    @Inject
    private ChangeAccountUseCase changeAccount;

    @Inject
    private ChangePasswordUseCase changePassword;

    @Inject
    private DeleteAccountUseCase deleteAccount;

    @Inject
    private VerifyEmailUseCase verifyEmail;

    @Inject
    private ContactParser contacts;

    @Inject
    private Client client;

    @Inject
    private RequestCaller caller;

    @GET
    public UserResponse show() {
        return UserResponse.from(caller.get().user());
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @ConcealsAccounts(takesLong = true)
    public Response replace(ChangeAccountRequest body, @Context HttpHeaders headers) {
        return change(body.toReplacement(caller.get(), contacts, client.defaultLocale(), client.origin(headers)));
    }

    @PATCH
    @Consumes({RequestBodyReader.MERGE_PATCH, MediaType.APPLICATION_JSON})
    @ConcealsAccounts(takesLong = true)
    public Response patch(ChangeAccountRequest body, @Context HttpHeaders headers) {
        return change(body.toPatch(caller.get(), contacts, client.defaultLocale(), client.origin(headers)));
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
    public Response delete() {
        return delete(caller.get(), Optional.empty());
    }

    @POST
    @Path("deletion")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response deleteByPassword(DeleteAccountRequest body, @Context HttpHeaders headers) {
        return delete(caller.get(), Optional.of(body.toPassword(client.origin(headers))));
    }

    private Response delete(Caller caller, Optional<CurrentPassword> current) {
        return deleteAccount
                .delete(caller, current)
                .fold(
                        () -> Response.noContent().build(),
                        UnconfirmedAnswer::of,
                        () -> Refusals.accountState("last-administrator").toResponse());
    }

    @PUT
    @Path("password")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response changePassword(ChangePasswordRequest body, @Context HttpHeaders headers) {
        ChangePasswordRequest.Passwords passwords = body.toPasswords(client.origin(headers));
        return changePassword
                .change(caller.get(), passwords.current(), passwords.next())
                .fold(
                        changed -> Response.noContent().build(),
                        notConfirmed -> UnconfirmedAnswer.of(notConfirmed.why()),
                        refused -> Refusals.tooSoon(refused.throttled()).toResponse());
    }

    @POST
    @Path("email/verification")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response verifyEmail(VerifyEmailRequest body, @Context HttpHeaders headers) {
        return verifyEmail
                .verify(body.toCommand(caller.get(), client.origin(headers)))
                .answer(EMAIL_VERIFICATION);
    }
}
