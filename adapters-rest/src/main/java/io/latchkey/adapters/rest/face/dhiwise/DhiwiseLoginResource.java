package io.latchkey.adapters.rest.face.dhiwise;

import io.latchkey.adapters.rest.auth.Callers;
import io.latchkey.adapters.rest.client.Client;
import io.latchkey.adapters.rest.docs.ApiDocs;
import io.latchkey.adapters.rest.face.FaceForms;
import io.latchkey.adapters.rest.face.FaceForms.Form;
import io.latchkey.adapters.rest.face.FaceInput;
import io.latchkey.adapters.rest.problem.Refusals;
import io.latchkey.application.retrylock.RetryLockSignIn;
import io.latchkey.application.retrylock.RetryLockSignInCommand;
import io.latchkey.application.retrylock.SignInUnderRetryLockUseCase;
import io.latchkey.application.session.Caller;
import io.latchkey.application.session.ManageSessionsUseCase;
import io.latchkey.application.shared.ContactParser;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.user.Password;
import io.latchkey.domain.user.User;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;

/** Signs in and out. */
public abstract class DhiwiseLoginResource {
    private static final String FAILED = "Login failed.";
    private static final String INVALID_CODE = "Invalid Code";

    private final SignInUnderRetryLockUseCase signIn;
    private final ManageSessionsUseCase sessions;
    private final ContactParser contacts;
    private final Client client;

    DhiwiseLoginResource(
            SignInUnderRetryLockUseCase signIn, ManageSessionsUseCase sessions, ContactParser contacts, Client client) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.contacts = contacts;
        this.client = client;
    }

    @POST
    @Path("login")
    @Operation(
            summary = "Sign in with a password",
            description = "Three wrong passwords are answered; the attempt after them locks the account for a while.")
    @APIResponse(
            responseCode = "200",
            description = "Signed in.",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, example = Docs.LOGGED_IN))
    @APIResponse(
            responseCode = "400",
            description = "Wrong credentials, locked, or a code is needed.",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, example = Docs.LOGIN_FAILED))
    public Response login(
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(type = SchemaType.OBJECT),
                                            example = Docs.LOGIN))
                    @FaceForms({Form.JSON, Form.URLENCODED})
                    FaceInput input,
            @Context HttpHeaders headers) {
        return checked(input, Envelope::insufficient)
                .orElseGet(() -> command(input, headers)
                        .map(command -> answer(signIn.signIn(command), FAILED))
                        .orElseGet(() -> Envelope.badRequest(FAILED)));
    }

    @POST
    @Path("send_login_otp")
    @Operation(summary = "Send the code of a sign-in", description = "To the account's own e-mail address or phone.")
    @APIResponse(
            responseCode = "200",
            description = "Sent; or FAILURE for wrong credentials of every kind, and while locked.",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, example = Docs.OTP_SENT))
    @APIResponse(responseCode = "400", description = Docs.BAD_REQUEST)
    public Response sendLoginOtp(
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(type = SchemaType.OBJECT),
                                            example = Docs.LOGIN))
                    @FaceForms({Form.JSON, Form.URLENCODED})
                    FaceInput input,
            @Context HttpHeaders headers) {
        return checked(input, Envelope::insufficient)
                .orElseGet(() -> command(input, headers)
                        .map(command -> sent(signIn.sendCode(command)))
                        .orElseGet(() -> Envelope.failure("User not found")));
    }

    private static Response sent(RetryLockSignIn outcome) {
        if (outcome instanceof RetryLockSignIn.CodeSent) {
            return Envelope.success("Login Successful", "Please check your email/mobile for OTP");
        }
        if (outcome instanceof RetryLockSignIn.NoContact) {
            return Envelope.failure("otp can not be sent due to some issue try again later.");
        }
        if (outcome instanceof RetryLockSignIn.Locked locked) {
            return Envelope.after(Envelope.failure(lockText(locked.remaining())), seconds(locked.remaining()));
        }
        return outcome instanceof RetryLockSignIn.Refused refused
                ? Refusals.throttled(refused.throttled()).toResponse()
                : Envelope.failure("User not found");
    }

    @POST
    @Path("login_with_otp")
    @Operation(
            summary = "Sign in with a password and the code that was sent",
            description = "The code goes into otp; generated clients that call it code are understood, too.")
    @APIResponse(
            responseCode = "200",
            description = "Signed in.",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, example = Docs.LOGGED_IN))
    @APIResponse(
            responseCode = "400",
            description = "Wrong or expired code, wrong credentials, or locked.",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, example = Docs.INVALID_CODE))
    public Response loginWithOtp(
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(type = SchemaType.OBJECT),
                                            example = Docs.LOGIN_WITH_OTP))
                    @FaceForms({Form.JSON, Form.URLENCODED})
                    FaceInput input,
            @Context HttpHeaders headers) {
        if (!Fields.areTexts(input, "otp", "code")) {
            return Envelope.badSyntax();
        }
        Optional<String> otp = Fields.text(input, "otp").or(() -> Fields.text(input, "code"));
        Optional<Response> bad = checked(input, DhiwiseLoginResource::missing);
        if (bad.isPresent() || otp.isEmpty()) {
            return bad.orElseGet(DhiwiseLoginResource::missing);
        }
        Optional<OtpCode> code = parse(otp.get(), OtpCode::parse);
        Optional<RetryLockSignInCommand> command = command(input, headers);
        return code.isEmpty() || command.isEmpty()
                ? Envelope.badRequest(INVALID_CODE)
                : answer(signIn.signIn(command.get(), code.get()), INVALID_CODE);
    }

    private static Response missing() {
        return Envelope.badRequest("Insufficient request parameters! username, password and otp are required.");
    }

    @POST
    @Path("logout")
    @RolesAllowed(User.ROLE_USER)
    @SecurityRequirement(name = ApiDocs.BEARER)
    @Operation(summary = "Sign out", description = "The token is refused from now on.")
    @APIResponse(
            responseCode = "200",
            description = "Signed out.",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, example = Docs.LOGGED_OUT))
    @APIResponse(responseCode = "401", description = "No token, or one that is over.")
    public Response logout(@Context SecurityContext security) {
        Caller caller = Callers.of(security);
        caller.session().ifPresent(session -> sessions.end(caller, session.id()));
        return Envelope.success("Logged Out Successfully", null);
    }

    /** The answer to credentials that are missing or no texts. */
    private static Optional<Response> checked(FaceInput input, Supplier<Response> missing) {
        if (!Fields.areTexts(input, "username", "password")) {
            return Optional.of(Envelope.badSyntax());
        }
        return Fields.text(input, "username").isEmpty()
                        || Fields.text(input, "password").isEmpty()
                ? Optional.of(missing.get())
                : Optional.empty();
    }

    /** Empty where the password can be nobody's. */
    private Optional<RetryLockSignInCommand> command(FaceInput input, HttpHeaders headers) {
        return Fields.text(input, "password")
                .flatMap(raw -> parse(raw, Password::new))
                .map(password -> new RetryLockSignInCommand(
                        contacts.parseLogin(Fields.text(input, "username").orElse("")),
                        password,
                        client.requester(headers)));
    }

    private static <T> Optional<T> parse(String raw, Function<String, T> parser) {
        try {
            return Optional.of(parser.apply(raw));
        } catch (InvalidValueException unusable) {
            return Optional.empty();
        }
    }

    private static Response answer(RetryLockSignIn outcome, String failed) {
        if (outcome instanceof RetryLockSignIn.SignedIn signedIn) {
            return Envelope.success(
                    "Login successful.",
                    Account.signedIn(signedIn.user(), signedIn.tokens().accessToken()));
        }
        if (outcome instanceof RetryLockSignIn.Locked locked) {
            return Envelope.after(Envelope.badRequest(lockText(locked.remaining())), seconds(locked.remaining()));
        }
        if (outcome instanceof RetryLockSignIn.Refused refused) {
            return Refusals.throttled(refused.throttled()).toResponse();
        }
        return Envelope.badRequest(failed);
    }

    /** In the original's words: {@code [h hour, ]m minute and s second}. */
    private static String lockText(Duration remaining) {
        long seconds = seconds(remaining);
        String hours = seconds < 3600 ? "" : seconds / 3600 + " hour, ";
        return "you have exceed the number of limit.you can login after " + hours + seconds % 3600 / 60 + " minute and "
                + seconds % 60 + " second.";
    }

    private static long seconds(Duration remaining) {
        return Refusals.wholeSeconds(remaining);
    }
}
