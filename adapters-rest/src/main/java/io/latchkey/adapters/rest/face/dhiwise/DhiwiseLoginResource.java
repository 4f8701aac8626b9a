package io.latchkey.adapters.rest.face.dhiwise;

import io.latchkey.adapters.rest.api.ConcealsAccounts;
import io.latchkey.adapters.rest.auth.Admits;
import io.latchkey.adapters.rest.auth.RequestCaller;
import io.latchkey.adapters.rest.client.Client;
import io.latchkey.adapters.rest.face.FaceForms;
import io.latchkey.adapters.rest.face.FaceForms.Form;
import io.latchkey.adapters.rest.face.FaceInput;
import io.latchkey.application.retrylock.RetryLockSignInPolicy;
import io.latchkey.application.session.SignInCommand;
import io.latchkey.application.session.SignInCommand.PasswordGuess;
import io.latchkey.application.session.SignInCommand.SecondStep;
import io.latchkey.application.session.SignInUseCase;
import io.latchkey.application.session.SignOutUseCase;
import io.latchkey.application.session.SignOutUseCase.SignOutCommand;
import io.latchkey.application.shared.ContactParser;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.user.Password;
import io.latchkey.domain.user.User;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Signs users in and out. */
public abstract class DhiwiseLoginResource {
    private static final String FAILED = "Login failed.";
    private static final String INVALID_CODE = "Invalid Code";

    @Inject
    private SignInUseCase signIn;

    @Inject
    private SignOutUseCase signOut;

    @Inject
    private ContactParser contacts;

    @Inject
    private Client client;

    @Inject
    private RequestCaller caller;

    @POST
    @Path("login")
    @ConcealsAccounts(takesLong = true)
    public Response login(@FaceForms({Form.JSON, Form.URLENCODED}) FaceInput input, @Context HttpHeaders headers) {
        return checked(input, Envelope::insufficient)
                .orElseGet(() -> guess(input, headers)
                        .map(guess ->
                                signIn.signIn(under(guess, SecondStep.NEVER)).answer(new LoginAnswer(FAILED)))
                        .orElseGet(() -> Envelope.badRequest(FAILED)));
    }

    @POST
    @Path("send_login_otp")
    @ConcealsAccounts(takesLong = true)
    public Response sendLoginOtp(
            @FaceForms({Form.JSON, Form.URLENCODED}) FaceInput input, @Context HttpHeaders headers) {
        return checked(input, Envelope::insufficient)
                .orElseGet(() -> guess(input, headers)
                        .map(guess ->
                                signIn.signIn(under(guess, SecondStep.ALWAYS)).answer(new CodeAnswer()))
                        .orElseGet(() -> Envelope.failure("User not found")));
    }

    private static SignInCommand under(PasswordGuess guess, SecondStep secondStep) {
        return new SignInCommand.ByPassword(guess, secondStep, RetryLockSignInPolicy.RULES);
    }

    @POST
    @Path("login_with_otp")
    @ConcealsAccounts(takesLong = true)
    public Response loginWithOtp(
            @FaceForms({Form.JSON, Form.URLENCODED}) FaceInput input, @Context HttpHeaders headers) {
        if (!Fields.areTexts(input, "otp", "code")) {
            return Envelope.badSyntax();
        }
        Optional<String> otp = Fields.text(input, "otp").or(() -> Fields.text(input, "code"));
        Optional<Response> bad = checked(input, DhiwiseLoginResource::missing);
        if (bad.isPresent() || otp.isEmpty()) {
            return bad.orElseGet(DhiwiseLoginResource::missing);
        }
        Optional<OtpCode> code = parse(otp.get(), OtpCode::parse);
        Optional<PasswordGuess> guess = guess(input, headers);
        return code.isEmpty() || guess.isEmpty()
                ? Envelope.badRequest(INVALID_CODE)
                : signIn.signIn(new SignInCommand.ByPasswordAndCode(
                                guess.get(), code.get(), RetryLockSignInPolicy.RULES))
                        .answer(new LoginAnswer(INVALID_CODE));
    }

    private static Response missing() {
        return Envelope.badRequest("Insufficient request parameters! username, password and otp are required.");
    }

    @POST
    @Path("logout")
    @Admits(User.ROLE_USER)
    public Response logout() {
        Response signedOut = Envelope.success("Logged Out Successfully", null);
        return signOut.signOut(new SignOutCommand.Current(caller.get()))
                .fold(ended -> signedOut, nothingToEnd -> signedOut);
    }

    /** Returns a refusal when username or password is missing or not a text. */
    private static Optional<Response> checked(FaceInput input, Supplier<Response> missing) {
        if (!Fields.areTexts(input, "username", "password")) {
            return Optional.of(Envelope.badSyntax());
        }
        return Fields.text(input, "username").isEmpty()
                        || Fields.text(input, "password").isEmpty()
                ? Optional.of(missing.get())
                : Optional.empty();
    }

    /** Reads the login and the password. The result is empty when no account can have the password. */
    private Optional<PasswordGuess> guess(FaceInput input, HttpHeaders headers) {
        return Fields.text(input, "password")
                .flatMap(raw -> parse(raw, Password::new))
                .map(password -> new PasswordGuess(
                        contacts.parseLogin(Fields.text(input, "username").orElse("")),
                        password,
                        client.origin(headers)));
    }

    private static <T> Optional<T> parse(String raw, Function<String, T> parser) {
        try {
            return Optional.of(parser.apply(raw));
        } catch (InvalidValueException unusable) {
            return Optional.empty();
        }
    }
}
