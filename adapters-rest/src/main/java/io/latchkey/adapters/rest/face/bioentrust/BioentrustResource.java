package io.latchkey.adapters.rest.face.bioentrust;

import io.latchkey.adapters.rest.api.ConcealsAccounts;
import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.auth.Admits;
import io.latchkey.adapters.rest.client.Client;
import io.latchkey.adapters.rest.client.DeviceToken;
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
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.Set;

/** Serves all routes below {@code /user}. */
@Path("user")
@Endpoint
public class BioentrustResource {
    private static final SignInAnswer SIGN_UP_ANSWER = new SignInAnswer("Signup Failed");
    private static final SignInAnswer SIGN_IN_ANSWER = new SignInAnswer("Invalid login credentials");

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
    public Response home() {
        return ok("new_data", "Welcome to BioEntrust Auth server");
    }

    @GET
    @Path("protected")
    @Admits(User.ROLE_USER)
    public Response protectedData() {
        return ok("new_data", "Protected data");
    }

    @POST
    @Path("signup")
    @ConcealsAccounts(takesLong = true)
    public Response signUp(FaceInput input, @Context HttpHeaders headers) {
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
    @ConcealsAccounts(successIsOwners = true)
    public Response verifyEmail(FaceInput input, @Context HttpHeaders headers) {
        return CodeRequest.from(input)
                .toGuess(ContactKind.EMAIL)
                .map(guess -> signIn.signIn(SignInCommand.ByCode.of(
                                guess.challenge(), BioentrustFace.VERIFY_CONTACT, guess.code(), client.origin(headers)))
                        .answer(SIGN_UP_ANSWER))
                .orElseGet(SIGN_UP_ANSWER::failed);
    }

    @POST
    @Path("verify_email")
    @ConcealsAccounts(successIsOwners = true)
    public Response verifyEmailAlias(FaceInput input, @Context HttpHeaders headers) {
        return verifyEmail(input, headers);
    }

    @POST
    @Path("signin")
    @ConcealsAccounts(takesLong = true, successIsOwners = true)
    public Response signIn(FaceInput input, @Context HttpHeaders headers) {
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
    @ConcealsAccounts
    public Response sendSms(FaceInput input, @Context HttpHeaders headers) {
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
    @ConcealsAccounts(successIsOwners = true)
    public Response verifySms(FaceInput input, @Context HttpHeaders headers) {
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
    @ConcealsAccounts(successIsOwners = true)
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
    public Response signOut(@Context HttpHeaders headers) {
        return Bearer.token(headers)
                .map(token -> signOut.signOut(new SignOutCommand.ByRefreshToken(token, client.origin(headers)))
                        .fold(signedOut -> ok("message", "Signed out successfully"), over -> Bearer.unauthorized()))
                .orElseGet(Bearer::unauthorized);
    }

    @GET
    @Path("refresh")
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
    @ConcealsAccounts
    public Response forgotPassword(FaceInput input, @Context HttpHeaders headers) {
        forgotPassword.request(
                BioentrustFace.RESET_PASSWORD, parseLogin(Members.text(input, "email")), client.requester(headers));
        return ok("message", "Password reset link sent");
    }

    @POST
    @Path("reset-password")
    public Response resetPassword(FaceInput input, @Context HttpHeaders headers) {
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
