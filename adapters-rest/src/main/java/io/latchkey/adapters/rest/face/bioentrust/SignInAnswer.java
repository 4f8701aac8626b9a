package io.latchkey.adapters.rest.face.bioentrust;

import io.latchkey.adapters.rest.client.DeviceToken;
import io.latchkey.adapters.rest.face.FaceBody;
import io.latchkey.adapters.rest.problem.Refusals;
import io.latchkey.application.session.SignIn;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** Answers a sign-in. All refusals have one answer, as in the original. */
final class SignInAnswer implements SignIn.Cases<Response> {
    private final String failed;

    /** @param failed the message of every refusal */
    SignInAnswer(String failed) {
        this.failed = failed;
    }

    /** Returns the answer to every refusal. */
    Response failed() {
        return Response.status(401).entity(FaceBody.of("error", failed)).build();
    }

    @Override
    public Response signedIn(SignIn.SignedIn signedIn) {
        return DeviceToken.with(
                signedIn.tokens().deviceToken(),
                Response.ok(TokensResponse.loggedIn(signedIn.tokens())).build());
    }

    @Override
    public Response locked(SignIn.Locked locked) {
        return Response.fromResponse(failed())
                .header(HttpHeaders.RETRY_AFTER, Refusals.wholeSeconds(locked.retryAfter()))
                .build();
    }

    @Override
    public Response refused(SignIn.Refused refused) {
        return Refusals.tooSoon(refused.why()).toResponse();
    }

    @Override
    public Response secondFactorNeeded(SignIn.SecondFactorNeeded secondFactorNeeded) {
        return failed();
    }

    @Override
    public Response secondFactorMissing(SignIn.SecondFactorMissing secondFactorMissing) {
        return failed();
    }

    @Override
    public Response wrongCredentials(SignIn.WrongCredentials wrongCredentials) {
        return failed();
    }

    @Override
    public Response wrongCode(SignIn.WrongCode wrongCode) {
        return failed();
    }

    @Override
    public Response stopped(SignIn.Stopped stopped) {
        return failed();
    }

    @Override
    public Response passwordNeeded(SignIn.PasswordNeeded passwordNeeded) {
        return failed();
    }

    @Override
    public Response codeNeeded(SignIn.CodeNeeded codeNeeded) {
        return failed();
    }

    @Override
    public Response unknownAccount(SignIn.UnknownAccount unknownAccount) {
        return failed();
    }
}
