package io.latchkey.adapters.rest.face.drfuser;

import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.client.Client;
import io.latchkey.adapters.rest.docs.ApiDocs;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Signs users in by password and refreshes their sessions. */
@Path("/")
@Endpoint
@Tag(name = ApiDocs.FACE_DRF_USER)
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
    @Operation(
            operationId = "drfUserLogin",
            summary = "Sign in with a password",
            description = "username is the username, the e-mail or the mobile.")
    @APIResponse(
            responseCode = "200",
            description = "Signed in.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples =
                                    @ExampleObject(
                                            name = "signed in",
                                            value =
                                                    "{\"refresh_token\":\"lkr…\",\"token\":\"eyJ…\",\"session\":\"5f0c7d0e-93c4-1b52-d1a7-0a7d3f0f6c11\"}")))
    @APIResponse(responseCode = "400", description = "A field is missing.")
    @APIResponse(responseCode = "401", description = "Unknown, wrong or inactive: the same answer for all.")
    @APIResponse(responseCode = "429", description = "Too many wrong passwords or tries; wait as Retry-After says.")
    public Response login(
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            examples =
                                                    @ExampleObject(
                                                            name = "login",
                                                            value =
                                                                    "{\"username\":\"ada\",\"password\":\"correct horse battery\"}")))
                    @FaceForms({FaceForms.Form.JSON, FaceForms.Form.URLENCODED, FaceForms.Form.MULTIPART})
                    FaceInput input,
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
    @Operation(
            operationId = "drfUserRefreshToken",
            summary = "Get another access token",
            description = "The refresh token stays as it is until the session ends.")
    @APIResponse(responseCode = "200", description = "{\"token\":\"eyJ…\"}")
    @APIResponse(responseCode = "400", description = "The refresh token is missing.")
    @APIResponse(responseCode = "401", description = "No refresh token of this API, or its session is over.")
    public Response refresh(
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            examples =
                                                    @ExampleObject(name = "refresh", value = "{\"refresh\":\"lkr…\"}")))
                    @FaceForms({FaceForms.Form.JSON, FaceForms.Form.URLENCODED, FaceForms.Form.MULTIPART})
                    FaceInput input,
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
