package io.latchkey.adapters.rest.session;

import io.latchkey.adapters.rest.auth.BearerToken;
import io.latchkey.adapters.rest.client.DeviceToken;
import io.latchkey.adapters.rest.otp.ChallengeResponse;
import io.latchkey.adapters.rest.otp.OtpProblems;
import io.latchkey.adapters.rest.problem.Problem;
import io.latchkey.adapters.rest.problem.Refusals;
import io.latchkey.application.session.SessionTokens;
import io.latchkey.application.session.SignIn;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;

/** Answers a sign-in. The answer never reveals whether an account exists. */
final class SignInAnswer implements SignIn.Cases<Response> {
    private final Function<SessionTokens, Response> tokens;

    /** Answers with all tokens in the body. */
    SignInAnswer() {
        this(signedIn -> Response.ok(TokensResponse.from(signedIn)).build());
    }

    /** @param tokens answers with the tokens of a session */
    SignInAnswer(Function<SessionTokens, Response> tokens) {
        this.tokens = tokens;
    }

    @Override
    public Response signedIn(SignIn.SignedIn signedIn) {
        return DeviceToken.with(signedIn.tokens().deviceToken(), tokens.apply(signedIn.tokens()));
    }

    @Override
    public Response secondFactorNeeded(SignIn.SecondFactorNeeded needed) {
        Object body = needed.prompt()
                .<Object>fold(
                        sent -> new SecondFactorResponse(ChallengeResponse.from(sent.challenge())),
                        own -> new OwnCodeResponse(own.id().toString(), own.method(), own.expiresAt()));
        return Response.accepted(body).build();
    }

    @Override
    public Response secondFactorMissing(SignIn.SecondFactorMissing missing) {
        return Problem.of(403, "second-factor-missing", "No verified contact for the second factor")
                .detail("The account has no verified contact a code could be sent to.")
                .toResponse();
    }

    @Override
    public Response wrongCredentials(SignIn.WrongCredentials wrong) {
        return wrongCredentials();
    }

    private static Response wrongCredentials() {
        return bearer(Problem.of(401, "sign-in-refused", "Sign-in refused").detail("The login or password is wrong."))
                .toResponse();
    }

    @Override
    public Response wrongCode(SignIn.WrongCode wrong) {
        Problem refused = OtpProblems.refused(401, wrong.reason(), wrong.attemptsLeft());
        return (refused.status() == 401 ? bearer(refused) : refused).toResponse();
    }

    @Override
    public Response locked(SignIn.Locked locked) {
        return Refusals.passwordsLocked(locked.retryAfter()).toResponse();
    }

    @Override
    public Response stopped(SignIn.Stopped stopped) {
        return Refusals.passwordsStopped().toResponse();
    }

    @Override
    public Response passwordNeeded(SignIn.PasswordNeeded needed) {
        return Problem.of(403, "password-needed", "This account signs in with its password first")
                .detail("Sign in with login and password; a code follows.")
                .toResponse();
    }

    @Override
    public Response codeNeeded(SignIn.CodeNeeded needed) {
        return Problem.of(403, "code-needed", "This account needs a code after its password")
                .detail("Sign in with login, password and a code.")
                .toResponse();
    }

    @Override
    public Response unknownAccount(SignIn.UnknownAccount unknown) {
        return wrongCredentials();
    }

    @Override
    public Response refused(SignIn.Refused refused) {
        return Refusals.tooSoon(refused.why()).toResponse();
    }

    /** Adds the scheme by which a caller authenticates (RFC 9110 §11.6.1). */
    static Problem bearer(Problem problem) {
        return problem.header(HttpHeaders.WWW_AUTHENTICATE, BearerToken.SCHEME);
    }
}
