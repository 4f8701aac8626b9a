package io.latchkey.adapters.rest.face.dhiwise;

import io.latchkey.adapters.rest.client.DeviceToken;
import io.latchkey.adapters.rest.problem.Refusals;
import io.latchkey.application.session.SignIn;
import jakarta.ws.rs.core.Response;

/** Answers a sign-in in the words of the original. */
final class LoginAnswer implements SignIn.Cases<Response> {
    private final String failed;

    /** @param failed the message of every refusal but a lock */
    LoginAnswer(String failed) {
        this.failed = failed;
    }

    @Override
    public Response signedIn(SignIn.SignedIn signedIn) {
        return DeviceToken.with(
                signedIn.tokens().deviceToken(),
                Envelope.success(
                        "Login successful.",
                        Account.signedIn(signedIn.user(), signedIn.tokens().accessToken())));
    }

    @Override
    public Response secondFactorNeeded(SignIn.SecondFactorNeeded secondFactorNeeded) {
        return Envelope.badRequest(failed);
    }

    @Override
    public Response secondFactorMissing(SignIn.SecondFactorMissing secondFactorMissing) {
        return Envelope.badRequest(failed);
    }

    @Override
    public Response wrongCredentials(SignIn.WrongCredentials wrongCredentials) {
        return Envelope.badRequest(failed);
    }

    @Override
    public Response wrongCode(SignIn.WrongCode wrongCode) {
        return Envelope.badRequest(failed);
    }

    @Override
    public Response locked(SignIn.Locked locked) {
        return LockWords.after(Envelope.badRequest(LockWords.of(locked.retryAfter())), locked.retryAfter());
    }

    @Override
    public Response stopped(SignIn.Stopped stopped) {
        return Envelope.badRequest(failed);
    }

    @Override
    public Response passwordNeeded(SignIn.PasswordNeeded passwordNeeded) {
        return Envelope.badRequest(failed);
    }

    @Override
    public Response codeNeeded(SignIn.CodeNeeded codeNeeded) {
        return Envelope.badRequest(failed);
    }

    @Override
    public Response unknownAccount(SignIn.UnknownAccount unknownAccount) {
        return Envelope.badRequest(failed);
    }

    @Override
    public Response refused(SignIn.Refused refused) {
        return Refusals.tooSoon(refused.why()).toResponse();
    }
}
