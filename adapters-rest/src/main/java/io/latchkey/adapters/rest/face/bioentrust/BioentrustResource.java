package io.latchkey.adapters.rest.face.bioentrust;

import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.auth.Admits;
import io.latchkey.adapters.rest.client.Client;
import io.latchkey.adapters.rest.client.DeviceToken;
import io.latchkey.adapters.rest.docs.ApiDocs;
import io.latchkey.adapters.rest.face.FaceBody;
import io.latchkey.adapters.rest.face.FaceInput;
import io.latchkey.adapters.rest.face.FaceSettings;
import io.latchkey.adapters.rest.problem.Refusals;
import io.latchkey.application.account.AccountEdits;
import io.latchkey.application.account.AccountFault;
import io.latchkey.application.account.ChangeAccountCommand;
import io.latchkey.application.account.ChangeAccountUseCase;
import io.latchkey.application.account.Edit;
import io.latchkey.application.account.ForgotPasswordUseCase;
import io.latchkey.application.account.RegisterCommand;
import io.latchkey.application.account.RegisterUseCase;
import io.latchkey.application.account.Registration;
import io.latchkey.application.account.ResetPasswordCommand;
import io.latchkey.application.account.ResetPasswordCommand.Entitlement;
import io.latchkey.application.account.ResetPasswordUseCase;
import io.latchkey.application.account.TakenContacts;
import io.latchkey.application.otp.CheckCodeCommand;
import io.latchkey.application.otp.CheckCodeUseCase;
import io.latchkey.application.otp.CheckCodeUseCase.CodeCheck;
import io.latchkey.application.otp.IssuedChallenge;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.SendCodeCommand.Recipient;
import io.latchkey.application.otp.SendCodeUseCase;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.session.AuthenticateUseCase;
import io.latchkey.application.session.Caller;
import io.latchkey.application.session.RefreshSessionUseCase;
import io.latchkey.application.session.RefreshSessionUseCase.RefreshSessionCommand;
import io.latchkey.application.session.RefreshSessionUseCase.Renewal;
import io.latchkey.application.session.SignInCommand;
import io.latchkey.application.session.SignInUseCase;
import io.latchkey.application.session.SignOutUseCase;
import io.latchkey.application.session.SignOutUseCase.SignOutCommand;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.shared.ContactParser;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.user.Password;
import io.latchkey.domain.user.PasswordTooShortException;
import io.latchkey.domain.user.User;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Serves all routes below {@code /user}. */
@Path("user")
@Endpoint
@Tag(name = ApiDocs.FACE_BIOENTRUST)
public class BioentrustResource {
    private static final SignInAnswer SIGN_UP_ANSWER = new SignInAnswer("Signup Failed");
    private static final SignInAnswer SIGN_IN_ANSWER = new SignInAnswer("Invalid login credentials");

    private static final String UNAUTHORIZED = "{\"status\":\"error\",\"message\":\"Unauthorized\"}";
    private static final String MALFORMED = "{\"error\":\"email is required\"}";
    private static final String SENT =
            "{\"otp_request_id\":\"5f0c7d0e-93c4-1b52-d1a7-0a7d3f0f6c11\",\"response\":\"otp sent\"}";
    private static final String LOGGED_IN =
            "{\"message\":\"Logged In\",\"token\":{\"access\":\"eyJhbGciOi...\"," + "\"refresh\":\"0a7d3f0f...\"}}";
    private static final String WAIT = "Too much, too soon; waiting as long as Retry-After says is enough.";
    private static final String WAIT_BODY = "{\"error\":\"Too many requests; try again in 13 seconds.\"}";

    @Inject
    private RegisterUseCase register;

    @Inject
    private SignInUseCase signIn;

    @Inject
    private RefreshSessionUseCase refreshSession;

    @Inject
    private SignOutUseCase signOut;

    @Inject
    private ChangeAccountUseCase changeAccount;

    @Inject
    private SendCodeUseCase sendCode;

    @Inject
    private CheckCodeUseCase checkCode;

    @Inject
    private ForgotPasswordUseCase forgotPassword;

    @Inject
    private ResetPasswordUseCase resetPassword;

    @Inject
    private AuthenticateUseCase authenticate;

    @Inject
    private ContactParser contacts;

    @Inject
    private FaceSettings settings;

    @Inject
    private Client client;

    @GET
    @Path("home")
    @Operation(operationId = "bioentrustHome", summary = "Say hello")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            example = "{\"new_data\":\"Welcome to BioEntrust Auth server\"}"))
    public Response home() {
        return ok("new_data", "Welcome to BioEntrust Auth server");
    }

    @GET
    @Path("protected")
    @Admits(User.ROLE_USER)
    @SecurityRequirement(name = ApiDocs.BEARER)
    @Operation(operationId = "bioentrustProtected", summary = "Say hello to those who are signed in")
    @APIResponse(
            responseCode = "200",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, example = "{\"new_data\":\"Protected data\"}"))
    @APIResponse(
            responseCode = "401",
            description = "No valid access token, or the session is over.",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, example = UNAUTHORIZED))
    public Response protectedData() {
        return ok("new_data", "Protected data");
    }

    @POST
    @Path("signup")
    @Operation(
            operationId = "bioentrustSignUp",
            summary = "Register, and have a code mailed",
            description = "The newest sign-up for an e-mail address voids the codes of older ones.")
    @APIResponse(
            responseCode = "200",
            description = "A code is on its way.",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, example = SENT))
    @APIResponse(
            responseCode = "400",
            description = "Malformed, or the password is refused.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            example = "{\"error\":\"Password should be more than 7 characters\"}"))
    @APIResponse(
            responseCode = "409",
            description = "Somebody has verified the address. Never where faces conceal accounts.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            example = "{\"error\":\"Email address already in use\"}"))
    @APIResponse(
            responseCode = "429",
            description = WAIT,
            content = @Content(mediaType = MediaType.APPLICATION_JSON, example = WAIT_BODY))
    public Response signUp(
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(type = SchemaType.OBJECT),
                                            example =
                                                    "{\"first_name\":\"Ada\",\"last_name\":\"Lovelace\",\"email\":"
                                                            + "\"ada@example.org\",\"password\":\"four unrelated little words\"}"))
                    FaceInput input,
            @Context HttpHeaders headers) {
        Registration outcome;
        try {
            outcome = register.register(SignUpRequest.from(input).toCommand(proof(), client.requester(headers)));
        } catch (PasswordTooShortException tooShort) {
            return error(400, "Password should be more than " + (tooShort.minLength() - 1) + " characters");
        } catch (InvalidValueException refused) {
            if ("password".equals(refused.field())) {
                return error(400, "Password " + refused.reason());
            }
            throw refused;
        }
        return outcome.fold(
                pending -> sent(pending.challenges().get(0)),
                completed -> {
                    throw new IllegalStateException(
                            "an account with an e-mail address is active before it is verified");
                },
                faulty -> faulty(faulty.faults()),
                refused -> Refusals.tooSoon(refused.why()).toResponse());
    }

    private RegisterCommand.Proof proof() {
        return new RegisterCommand.Proof.ByCode(
                BioentrustFace.VERIFY_CONTACT,
                TakenContacts.concealedIf(settings.concealsAccounts(BioentrustFace.NAME)),
                RegisterCommand.Rivals.NEWEST_WINS);
    }

    private static Response faulty(Set<AccountFault> faults) {
        return switch (faults.iterator().next()) {
            case EMAIL_TAKEN -> error(409, "Email address already in use");
            case USERNAME_TAKEN, PHONE_TAKEN, EMAIL_NOT_VALIDATED, PHONE_NOT_VALIDATED ->
                throw new IllegalStateException("a sign-up has an e-mail address and nothing else that can be taken");
        };
    }

    @POST
    @Path("verify-email")
    @Operation(operationId = "bioentrustVerifyEmail", summary = "Finish a sign-up with the mailed code")
    @APIResponse(
            responseCode = "200",
            description = "The account is active and signed in.",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, example = LOGGED_IN))
    @APIResponse(
            responseCode = "400",
            description = "Malformed.",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, example = MALFORMED))
    @APIResponse(
            responseCode = "401",
            description = "Wrong, expired, used, void or unknown, or too many wrong codes before.",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, example = "{\"error\":\"Signup Failed\"}"))
    public Response verifyEmail(
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(type = SchemaType.OBJECT),
                                            example = "{\"otp\":\"123456\",\"otp_request_id\":"
                                                    + "\"5f0c7d0e-93c4-1b52-d1a7-0a7d3f0f6c11\"}"))
                    FaceInput input,
            @Context HttpHeaders headers) {
        return CodeRequest.from(input)
                .toGuess(ContactKind.EMAIL)
                .map(guess -> signIn.signIn(SignInCommand.ByCode.of(
                                guess.challenge(), BioentrustFace.VERIFY_CONTACT, guess.code(), client.origin(headers)))
                        .answer(SIGN_UP_ANSWER))
                .orElseGet(SIGN_UP_ANSWER::failed);
    }

    @POST
    @Path("verify_email")
    @Operation(hidden = true)
    public Response verifyEmailAlias(FaceInput input, @Context HttpHeaders headers) {
        return verifyEmail(input, headers);
    }

    @POST
    @Path("signin")
    @Operation(operationId = "bioentrustSignIn", summary = "Sign in")
    @APIResponse(responseCode = "200", content = @Content(mediaType = MediaType.APPLICATION_JSON, example = LOGGED_IN))
    @APIResponse(
            responseCode = "400",
            description = "Malformed.",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, example = MALFORMED))
    @APIResponse(
            responseCode = "401",
            description =
                    "Nobody, not verified, a wrong password, or locked (then with Retry-After): one answer for all.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            example = "{\"error\":\"Invalid login credentials\"}"))
    @APIResponse(
            responseCode = "429",
            description = WAIT,
            content = @Content(mediaType = MediaType.APPLICATION_JSON, example = WAIT_BODY))
    public Response signIn(
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(type = SchemaType.OBJECT),
                                            example = "{\"email\":\"ada@example.org\",\"password\":"
                                                    + "\"four unrelated little words\"}"))
                    FaceInput input,
            @Context HttpHeaders headers) {
        LoginName login = parseLogin(Members.text(input, "email"));
        Optional<Password> password = parsePassword(Members.text(input, "password"));
        if (password.isEmpty()) {
            return SIGN_IN_ANSWER.failed();
        }
        return signIn.signIn(SignInCommand.ByPassword.of(login, password.get(), client.origin(headers)))
                .answer(SIGN_IN_ANSWER);
    }

    @POST
    @Path("send-sms")
    @Operation(
            operationId = "bioentrustSendSms",
            summary = "Have a code sent to a phone",
            description = "With an access token, the number becomes that account's own when the code is verified.")
    @SecurityRequirement(name = ApiDocs.BEARER)
    @APIResponse(
            responseCode = "200",
            description = "A code is on its way.",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, example = SENT))
    @APIResponse(
            responseCode = "400",
            description = "Malformed, or no phone number.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            example = "{\"error\":\"phone_number is required\"}"))
    @APIResponse(
            responseCode = "401",
            description = "An access token that is none, or over.",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, example = UNAUTHORIZED))
    @APIResponse(
            responseCode = "403",
            description = "With an access token whose sign-in is too old to change the account's number.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            example = "{\"error\":\"Sign in again to change the phone number\"}"))
    @APIResponse(
            responseCode = "429",
            description = WAIT,
            content = @Content(mediaType = MediaType.APPLICATION_JSON, example = WAIT_BODY))
    public Response sendSms(
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(type = SchemaType.OBJECT),
                                            example = "{\"phone_number\":\"+4915112345678\",\"app_id\":9876}"))
                    FaceInput input,
            @Context HttpHeaders headers) {
        PhoneNumber phone = parsePhone(Members.text(input, "phone_number"));
        checkAppId(input);
        if (headers.getHeaderString(HttpHeaders.AUTHORIZATION) != null) {
            return Bearer.token(headers)
                    .flatMap(token -> authenticate.authenticate(token, client.origin(headers)))
                    .map(caller -> sendToOwn(phone, caller, headers))
                    .orElseGet(Bearer::unauthorized);
        }
        return sendCode.send(SendCodeCommand.to(
                        new Recipient.Anybody(phone), BioentrustFace.VERIFY_CONTACT, client.requester(headers)))
                .answer(new SendingAnswer());
    }

    /** Sends a code that makes the number the caller's own. */
    private Response sendToOwn(PhoneNumber phone, Caller caller, HttpHeaders headers) {
        AccountEdits edits =
                AccountEdits.of(new Edit.Keep<>(), new Edit.Keep<>(), new Edit.Keep<>(), new Edit.Become<>(phone));
        ChangeAccountCommand.Proof proofOfPhone = new ChangeAccountCommand.Proof.ByCode(
                BioentrustFace.VERIFY_CONTACT, ChangeAccountCommand.Receivers.NAMED_CONTACTS, client.origin(headers));
        return changeAccount
                .change(new ChangeAccountCommand(caller, edits, proofOfPhone))
                .fold(
                        changed -> sent(changed.challenges().get(0)),
                        notConfirmed -> error(403, "Sign in again to change the phone number"),
                        faulty -> {
                            throw new IllegalStateException("a code tells of no taken number");
                        },
                        refused -> Refusals.tooSoon(refused.why()).toResponse());
    }

    @POST
    @Path("verify-sms")
    @Operation(operationId = "bioentrustVerifySms", summary = "Verify a phone number with the code it was sent")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            example = "{\"message\":\"Phone number verified\"}"))
    @APIResponse(
            responseCode = "400",
            description = "Malformed.",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, example = "{\"error\":\"otp is required\"}"))
    @APIResponse(
            responseCode = "401",
            description = "Wrong, expired, used or unknown, too many wrong codes before, or another account's number.",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, example = "{\"error\":\"Verification failed\"}"))
    public Response verifySms(
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(type = SchemaType.OBJECT),
                                            example = "{\"app_id\":9876,\"otp\":\"123456\",\"otp_request_id\":"
                                                    + "\"5f0c7d0e-93c4-1b52-d1a7-0a7d3f0f6c11\"}"))
                    FaceInput input,
            @Context HttpHeaders headers) {
        CodeRequest request = CodeRequest.from(input);
        checkAppId(input);
        return request.toGuess(ContactKind.PHONE)
                .map(guess -> checkCode
                        .check(CheckCodeCommand.of(
                                guess.challenge(),
                                BioentrustFace.VERIFY_CONTACT,
                                guess.code(),
                                new CheckCodeCommand.Effect.VerifyContact(),
                                client.origin(headers)))
                        .answer(new CheckAnswer()))
                .orElseGet(BioentrustResource::notVerified);
    }

    @POST
    @Path("verify_sms")
    @Operation(hidden = true)
    public Response verifySmsAlias(FaceInput input, @Context HttpHeaders headers) {
        return verifySms(input, headers);
    }

    /** Checks that the app id, if sent, is a text or a number. Its value changes nothing. */
    private static void checkAppId(FaceInput input) {
        if (input.isPresent("app_id") && input.kind("app_id") != FaceInput.Kind.NULL) {
            Members.textOrNumber(input, "app_id");
        }
    }

    @DELETE
    @Path("signout")
    @SecurityRequirement(name = ApiDocs.BEARER)
    @Operation(
            operationId = "bioentrustSignOut",
            summary = "Sign out",
            description =
                    "With the refresh token as the Bearer token. Access and refresh token of the session end at once.")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            example = "{\"message\":\"Signed out successfully\"}"))
    @APIResponse(
            responseCode = "401",
            description = "No refresh token of this API, or its session is over.",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, example = UNAUTHORIZED))
    public Response signOut(@Context HttpHeaders headers) {
        return Bearer.token(headers)
                .map(token -> signOut.signOut(new SignOutCommand.ByRefreshToken(token, client.origin(headers)))
                        .fold(signedOut -> ok("message", "Signed out successfully"), over -> Bearer.unauthorized()))
                .orElseGet(Bearer::unauthorized);
    }

    @GET
    @Path("refresh")
    @SecurityRequirement(name = ApiDocs.BEARER)
    @Operation(
            operationId = "bioentrustRefresh",
            summary = "Get a new access token",
            description = "With the refresh token as the Bearer token, which stays as it is.")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            example = "{\"token\":{\"access\":\"eyJhbGciOi...\"}}"))
    @APIResponse(
            responseCode = "401",
            description = "No refresh token of this API, or its session is over.",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, example = UNAUTHORIZED))
    public Response refresh(@Context HttpHeaders headers) {
        return Bearer.token(headers)
                .map(token -> refreshSession
                        .refresh(new RefreshSessionCommand(token, Renewal.KEEP, client.origin(headers)))
                        .fold(
                                refreshed -> Response.ok(TokensResponse.renewed(refreshed.tokens()))
                                        .build(),
                                refused -> Bearer.unauthorized()))
                .orElseGet(Bearer::unauthorized);
    }

    @POST
    @Path("forgot-password")
    @Operation(
            operationId = "bioentrustForgotPassword",
            summary = "Have a link mailed that resets the password",
            description =
                    "The answer is the same whether or not somebody has that address, and whether or not a limit on"
                            + " messages was reached.")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            example = "{\"message\":\"Password reset link sent\"}"))
    @APIResponse(
            responseCode = "400",
            description = "Malformed.",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, example = MALFORMED))
    public Response forgotPassword(
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(type = SchemaType.OBJECT),
                                            example = "{\"email\":\"ada@example.org\"}"))
                    FaceInput input,
            @Context HttpHeaders headers) {
        forgotPassword.request(
                BioentrustFace.RESET_PASSWORD, parseLogin(Members.text(input, "email")), client.requester(headers));
        return ok("message", "Password reset link sent");
    }

    @POST
    @Path("reset-password")
    @SecurityRequirement(name = ApiDocs.BEARER)
    @Operation(
            operationId = "bioentrustResetPassword",
            summary = "Set a new password",
            description = "With the token out of the mailed link as the Bearer token, once. All sessions end. Also at"
                    + " /auth/reset-password.")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            example = "{\"message\":\"Password reset successfully\"}"))
    @APIResponse(
            responseCode = "400",
            description = "Malformed, no token of a link, one that is used or too old, or the password is refused.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            example = "{\"error\":\"Invalid token or password\"}"))
    @APIResponse(
            responseCode = "401",
            description = "No token at all.",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, example = UNAUTHORIZED))
    public Response resetPassword(
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(type = SchemaType.OBJECT),
                                            example = "{\"email\":\"ada@example.org\",\"password\":"
                                                    + "\"four unrelated little words\"}"))
                    FaceInput input,
            @Context HttpHeaders headers) {
        Optional<String> token = Bearer.token(headers);
        if (token.isEmpty()) {
            return Bearer.unauthorized();
        }
        Optional<Password> password = parsePassword(Members.text(input, "password"));
        return password.map(chosen -> reset(token.get(), chosen, client.origin(headers)))
                .orElseGet(BioentrustResource::notReset);
    }

    private Response reset(String token, Password password, ClientOrigin origin) {
        try {
            return resetPassword
                    .reset(new ResetPasswordCommand(
                            new Entitlement.ByLink(token, BioentrustFace.RESET_PASSWORD, origin), password))
                    .<Response>fold(
                            accepted -> DeviceToken.with(
                                    accepted.deviceToken(), ok("message", "Password reset successfully")),
                            wrong -> notReset(),
                            refused -> notReset());
        } catch (InvalidValueException refused) {
            return notReset();
        }
    }

    private static Response notReset() {
        return error(400, "Invalid token or password");
    }

    /**
     * Reads a login. Accounts of this face have e-mail addresses only, so any other text is a login that matches no
     * account.
     */
    private static LoginName parseLogin(String typed) {
        try {
            return new LoginName.ByContact(EmailAddress.parse(typed));
        } catch (InvalidValueException noAddress) {
            return new LoginName.Unusable(typed);
        }
    }

    /** Reads a password. The result is empty when no account can have it. */
    private static Optional<Password> parsePassword(String typed) {
        try {
            return Optional.of(new Password(typed));
        } catch (InvalidValueException refused) {
            return Optional.empty();
        }
    }

    /**
     * Reads a phone number.
     *
     * @throws InvalidValueException when it is in no numbering plan
     */
    private PhoneNumber parsePhone(String typed) {
        try {
            return contacts.parsePhone(typed);
        } catch (InvalidValueException refused) {
            throw refused.in("phone_number");
        }
    }

    private static Response sent(IssuedChallenge issued) {
        return Response.ok(FaceBody.of("otp_request_id", issued.challenge().id().toString(), "response", "otp sent"))
                .build();
    }

    private static Response ok(String member, String sentence) {
        return Response.ok(FaceBody.of(member, sentence)).build();
    }

    private static Response error(int status, String sentence) {
        return Response.status(status).entity(FaceBody.of("error", sentence)).build();
    }

    private static Response notVerified() {
        return error(401, "Verification failed");
    }

    private static final class SendingAnswer implements CodeSending.Cases<Response> {
        @Override
        public Response sent(CodeSending.Sent sent) {
            return BioentrustResource.sent(sent.challenge());
        }

        @Override
        public Response unknownAccount(CodeSending.UnknownAccount deletedMeanwhile) {
            return Bearer.unauthorized();
        }

        @Override
        public Response noSuchContact(CodeSending.NoSuchContact none) {
            return Bearer.unauthorized();
        }

        @Override
        public Response contactTaken(CodeSending.ContactTaken taken) {
            return Bearer.unauthorized();
        }

        @Override
        public Response notDelivered(CodeSending.NotDelivered failed) {
            return Bearer.unauthorized();
        }

        @Override
        public Response channelNotOffered(CodeSending.ChannelNotOffered none) {
            throw new IllegalStateException("no channel was chosen");
        }

        @Override
        public Response refused(CodeSending.Refused refused) {
            return Refusals.tooSoon(refused.why()).toResponse();
        }
    }

    private static final class CheckAnswer implements CodeCheck.Cases<Response> {
        @Override
        public Response right(CodeCheck.Right right) {
            return ok("message", "Phone number verified");
        }

        @Override
        public Response wrong(CodeCheck.Wrong wrong) {
            return notVerified();
        }

        @Override
        public Response contactTaken(CodeCheck.ContactTaken taken) {
            return notVerified();
        }

        @Override
        public Response unknownAccount(CodeCheck.UnknownAccount unknown) {
            return notVerified();
        }

        @Override
        public Response noSuchContact(CodeCheck.NoSuchContact none) {
            return notVerified();
        }

        @Override
        public Response refused(CodeCheck.Refused refused) {
            return notVerified();
        }
    }
}
