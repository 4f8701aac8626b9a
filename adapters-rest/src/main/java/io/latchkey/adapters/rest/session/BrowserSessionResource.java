package io.latchkey.adapters.rest.session;

import io.latchkey.adapters.rest.api.Api;
import io.latchkey.adapters.rest.api.ConcealsAccounts;
import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.client.Client;
import io.latchkey.adapters.rest.problem.Problem;
import io.latchkey.application.session.RefreshSessionUseCase;
import io.latchkey.application.session.RefreshSessionUseCase.RefreshSessionCommand;
import io.latchkey.application.session.RefreshSessionUseCase.Renewal;
import io.latchkey.application.session.SessionTokens;
import io.latchkey.application.session.SignIn;
import io.latchkey.application.session.SignInUseCase;
import io.latchkey.application.session.SignOutUseCase;
import io.latchkey.application.session.SignOutUseCase.SignOutCommand;
import io.latchkey.application.shared.ContactParser;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.Supplier;

/** Opens, refreshes and ends the session of a browser, whose refresh token is a cookie. */
@Path(Api.V1 + "/browser/session")
@Endpoint
@Produces(MediaType.APPLICATION_JSON)
public class BrowserSessionResource {
    @Inject
    private SignInUseCase signIn;

    @Inject
    private RefreshSessionUseCase refreshSession;

    @Inject
    private SignOutUseCase signOut;

    @Inject
    private ContactParser contacts;

    @Inject
    private Client client;

    @Inject
    private BrowserSessions sessions;

    /** Signs in as everywhere. The browser's older session ends. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ConcealsAccounts(takesLong = true, successIsOwners = true)
    public Response open(OpenSessionRequest body, @Context HttpHeaders headers) {
        return ofPage(headers, () -> {
            SignIn outcome = signIn.signIn(body.toCommand(contacts, client.origin(headers)));
            if (outcome.hasOpened()) {
                Optional.ofNullable(body.replaces()).ifPresent(token -> end(token, headers));
                sessions.token(headers).ifPresent(token -> end(token, headers));
            }
            return outcome.answer(new SignInAnswer(this::tokens));
        });
    }

    @POST
    @Path("refresh")
    public Response refresh(@Context HttpHeaders headers) {
        return ofPage(
                headers,
                () -> sessions.token(headers)
                        .map(token -> refreshSession
                                .refresh(new RefreshSessionCommand(token, Renewal.ROTATE, client.origin(headers)))
                                .fold(refreshed -> tokens(refreshed.tokens()), refused -> over()))
                        .orElseGet(this::over));
    }

    /** Signs out. The answer is the same when nobody was signed in. */
    @DELETE
    public Response end(@Context HttpHeaders headers) {
        return ofPage(headers, () -> {
            sessions.token(headers).ifPresent(token -> end(token, headers));
            return Response.noContent()
                    .header(HttpHeaders.SET_COOKIE, sessions.forget())
                    .build();
        });
    }

    private Response ofPage(HttpHeaders headers, Supplier<Response> deed) {
        return sessions.refuse(headers).map(Problem::toResponse).orElseGet(deed);
    }

    private Response tokens(SessionTokens tokens) {
        return Response.ok(BrowserTokensResponse.from(tokens))
                .header(HttpHeaders.SET_COOKIE, sessions.keep(tokens.refreshToken()))
                .build();
    }

    private Response over() {
        return SignInAnswer.bearer(Problem.of(401, "refresh-refused", "Refresh token not accepted")
                        .detail("Sign in again.")
                        .header(HttpHeaders.SET_COOKIE, sessions.forget()))
                .toResponse();
    }

    /** A token that ends nothing is no reason to refuse what was asked. */
    private void end(String token, HttpHeaders headers) {
        boolean unused = signOut.signOut(new SignOutCommand.ByAnyToken(token, client.origin(headers)))
                .fold(signedOut -> true, noSuchSession -> false);
    }
}
