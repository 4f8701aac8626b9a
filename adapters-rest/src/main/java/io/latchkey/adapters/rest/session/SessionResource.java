package io.latchkey.adapters.rest.session;

import io.latchkey.adapters.rest.api.Api;
import io.latchkey.adapters.rest.api.ConcealsAccounts;
import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.auth.Admits;
import io.latchkey.adapters.rest.auth.RequestCaller;
import io.latchkey.adapters.rest.client.Client;
import io.latchkey.adapters.rest.json.Ids;
import io.latchkey.adapters.rest.problem.Problem;
import io.latchkey.adapters.rest.problem.Refusals;
import io.latchkey.application.session.Caller;
import io.latchkey.application.session.ListSessionsUseCase;
import io.latchkey.application.session.RefreshSessionUseCase;
import io.latchkey.application.session.RefreshSessionUseCase.RefreshSessionCommand;
import io.latchkey.application.session.RefreshSessionUseCase.Renewal;
import io.latchkey.application.session.SignIn;
import io.latchkey.application.session.SignInUseCase;
import io.latchkey.application.session.SignOutUseCase;
import io.latchkey.application.session.SignOutUseCase.SignOutCommand;
import io.latchkey.application.shared.ContactParser;
import io.latchkey.domain.session.Session;
import io.latchkey.domain.session.SessionId;
import io.latchkey.domain.user.User;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Opens, refreshes, lists and ends sessions. */
@Path(Api.V1 + "/sessions")
@Endpoint
@Produces(MediaType.APPLICATION_JSON)
public class SessionResource {
    private static final SignInAnswer SIGN_IN_ANSWER = new SignInAnswer();

    @Inject
    private SignInUseCase signIn;

    @Inject
    private RefreshSessionUseCase refreshSession;

    @Inject
    private SignOutUseCase signOut;

    @Inject
    private ListSessionsUseCase listSessions;

    @Inject
    private ContactParser contacts;

    @Inject
    private Client client;

    @Inject
    private RequestCaller caller;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ConcealsAccounts(takesLong = true, successIsOwners = true)
    public Response open(OpenSessionRequest body, @Context HttpHeaders headers) {
        SignIn outcome = signIn.signIn(body.toCommand(contacts, client.origin(headers)));
        String replaced = body.replaces();
        if (outcome.hasOpened() && replaced != null) {
            signOut.signOut(new SignOutCommand.ByAnyToken(replaced, client.origin(headers)));
        }
        return outcome.answer(SIGN_IN_ANSWER);
    }

    @POST
    @Path("refresh")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response refresh(RefreshSessionRequest body, @Context HttpHeaders headers) {
        return refreshSession
                .refresh(new RefreshSessionCommand(body.toToken(), Renewal.ROTATE, client.origin(headers)))
                .fold(
                        refreshed -> Response.ok(TokensResponse.from(refreshed.tokens()))
                                .build(),
                        refused -> SignInAnswer.bearer(Problem.of(401, "refresh-refused", "Refresh token not accepted")
                                        .detail("Sign in again."))
                                .toResponse());
    }

    @GET
    @Admits(User.ROLE_USER)
    public SessionResponse.Listing list() {
        Caller owner = caller.get();
        Optional<SessionId> current = owner.session().map(Session::id);
        return new SessionResponse.Listing(listSessions.list(owner).stream()
                .map(session -> SessionResponse.from(session, current.equals(Optional.of(session.id()))))
                .toList());
    }

    @DELETE
    @Admits(User.ROLE_USER)
    public Response endAll() {
        return answer(new SignOutCommand.All(caller.get()));
    }

    @DELETE
    @Path("current")
    @Admits(User.ROLE_USER)
    public Response endCurrent() {
        return answer(new SignOutCommand.Current(caller.get()));
    }

    @DELETE
    @Path("{id}")
    @Admits(User.ROLE_USER)
    public Response end(@PathParam("id") String id) {
        return Ids.answer(id, session -> answer(new SignOutCommand.One(caller.get(), new SessionId(session))));
    }

    private Response answer(SignOutCommand command) {
        return signOut.signOut(command)
                .fold(
                        signedOut -> Response.noContent().build(),
                        noSuchSession -> Refusals.notFound().toResponse());
    }
}
