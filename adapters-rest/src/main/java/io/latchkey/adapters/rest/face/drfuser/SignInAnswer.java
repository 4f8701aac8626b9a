package io.latchkey.adapters.rest.face.drfuser;

import io.latchkey.adapters.rest.client.DeviceToken;
import io.latchkey.adapters.rest.face.FaceBody;
import io.latchkey.adapters.rest.problem.Refusals;
import io.latchkey.application.session.SessionTokens;
import io.latchkey.application.session.SignIn;
import jakarta.ws.rs.core.Response;

/** Answers a sign-in in the words of the original. */
final class SignInAnswer implements SignIn.Cases<Response> {
    private final int signedIn;

    /** @param signedIn HTTP status of a successful sign-in */
    SignInAnswer(int signedIn) {
        this.signedIn = signedIn;
    }

    @Override
    public Response signedIn(SignIn.SignedIn outcome) {
        SessionTokens tokens = outcome.tokens();
        Response answer = Response.status(signedIn)
                .entity(FaceBody.of(
                        "refresh_token",
                        tokens.refreshToken(),
                        "token",
                        tokens.accessToken(),
                        "session",
                        tokens.sessionId().toString()))
                .build();
        return DeviceToken.with(tokens.deviceToken(), answer);
    }

    @Override
    public Response secondFactorNeeded(SignIn.SecondFactorNeeded needed) {
        return elsewhere();
    }

    @Override
    public Response secondFactorMissing(SignIn.SecondFactorMissing missing) {
        return elsewhere();
    }

    @Override
    public Response codeNeeded(SignIn.CodeNeeded needed) {
        return elsewhere();
    }

    private static Response elsewhere() {
        return Words.detail(403, "This account signs in with a second factor, by /api/v1/sessions.");
    }

    @Override
    public Response wrongCredentials(SignIn.WrongCredentials wrong) {
        return Words.unauthorized(FaceBody.of("detail", "username or password is invalid."));
    }

    @Override
    public Response wrongCode(SignIn.WrongCode wrong) {
        return Words.wrongCode(wrong.reason(), wrong.attemptsLeft());
    }

    @Override
    public Response locked(SignIn.Locked locked) {
        return Words.detailLater(locked.retryAfter());
    }

    @Override
    public Response stopped(SignIn.Stopped stopped) {
        return Words.detail(403, "Too many wrong passwords. Reset the password.");
    }

    @Override
    public Response passwordNeeded(SignIn.PasswordNeeded needed) {
        return Words.detail(403, "This account signs in with its password first.");
    }

    @Override
    public Response unknownAccount(SignIn.UnknownAccount unknown) {
        return Words.detail(404, Words.NO_SUCH_USER);
    }

    @Override
    public Response refused(SignIn.Refused refused) {
        return Refusals.tooSoon(refused.why()).toResponse();
    }
}
