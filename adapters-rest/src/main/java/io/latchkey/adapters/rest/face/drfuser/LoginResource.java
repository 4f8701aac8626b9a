package io.latchkey.adapters.rest.face.drfuser;

import io.latchkey.adapters.rest.api.ConcealsAccounts;
import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.client.Client;
import io.latchkey.adapters.rest.face.FaceBody;
import io.latchkey.adapters.rest.face.FaceForms;
import io.latchkey.adapters.rest.face.FaceInput;
import io.latchkey.application.session.RefreshSessionUseCase;
import io.latchkey.application.session.RefreshSessionUseCase.RefreshSessionCommand;
import io.latchkey.application.session.RefreshSessionUseCase.Renewal;
import io.latchkey.application.session.SignInCommand;
import io.latchkey.application.session.SignInUseCase;
import io.latchkey.application.shared.ContactParser;
import io.latchkey.domain.user.Password;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Signs users in by password and refreshes their sessions. */
@Path("/")
@Endpoint
public class LoginResource {
    @Inject
    private SignInUseCase signIn;

    @Inject
    private RefreshSessionUseCase refreshSession;

    @Inject
    private ContactParser contacts;

    @Inject
    private Client client;

    @POST
    @Path("login")
    @ConcealsAccounts(takesLong = true, successIsOwners = true)
    public Response login(
            @FaceForms({FaceForms.Form.JSON, FaceForms.Form.URLENCODED, FaceForms.Form.MULTIPART}) FaceInput input,
            @Context HttpHeaders headers) {
        Form form = new Form(input);
        Optional<String> username = form.required("username");
        Optional<Password> password =
                form.parse("password", form.requiredSecret("password"), Password::new, Words::aboutPassword);
        if (form.isFaulty()) {
            return form.refuse();
        }
        return signIn.signIn(SignInCommand.ByPassword.of(
                        contacts.parseLogin(username.orElseThrow()), password.orElseThrow(), client.origin(headers)))
                .answer(new SignInAnswer(200));
    }

    @POST
    @Path("refresh-token")
    public Response refresh(
            @FaceForms({FaceForms.Form.JSON, FaceForms.Form.URLENCODED, FaceForms.Form.MULTIPART}) FaceInput input,
            @Context HttpHeaders headers) {
        Form form = new Form(input);
        Optional<String> token = form.required("refresh");
        if (form.isFaulty()) {
            return form.refuse();
        }
        return refreshSession
                .refresh(new RefreshSessionCommand(token.orElseThrow(), Renewal.KEEP, client.origin(headers)))
                .fold(
                        refreshed -> Response.ok(
                                        FaceBody.of("token", refreshed.tokens().accessToken()))
                                .build(),
                        refused -> Words.unauthorized(
                                FaceBody.of("detail", "Token is invalid", "code", "token_not_valid")));
    }
}
