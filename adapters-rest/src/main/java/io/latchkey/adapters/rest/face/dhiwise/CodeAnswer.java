package io.latchkey.adapters.rest.face.dhiwise;

import io.latchkey.adapters.rest.problem.Refusals;
import io.latchkey.application.session.SignIn;
import jakarta.ws.rs.core.Response;

/** Answers a request for a sign-in code, in the words of the original. */
final class CodeAnswer implements SignIn.Cases<Response> {
    @Override
    public Response signedIn(SignIn.SignedIn signedIn) {
        return Envelope.failure("User not found");
    }

    @Override
    public Response secondFactorNeeded(SignIn.SecondFactorNeeded secondFactorNeeded) {
        return Envelope.success("Login Successful", "Please check your email/mobile for OTP");
    }

    @Override
    public Response secondFactorMissing(SignIn.SecondFactorMissing secondFactorMissing) {
        return Envelope.failure("otp can not be sent due to some issue try again later.");
    }

    @Override
    public Response wrongCredentials(SignIn.WrongCredentials wrongCredentials) {
        return Envelope.failure("User not found");
    }

    @Override
    public Response wrongCode(SignIn.WrongCode wrongCode) {
        return Envelope.failure("User not found");
    }

    @Override
    public Response locked(SignIn.Locked locked) {
        return LockWords.after(Envelope.failure(LockWords.of(locked.retryAfter())), locked.retryAfter());
    }

    @Override
    public Response stopped(SignIn.Stopped stopped) {
        return Envelope.failure("User not found");
    }

    @Override
    public Response passwordNeeded(SignIn.PasswordNeeded passwordNeeded) {
        return Envelope.failure("User not found");
    }

    @Override
    public Response codeNeeded(SignIn.CodeNeeded codeNeeded) {
        return Envelope.failure("User not found");
    }

    @Override
    public Response unknownAccount(SignIn.UnknownAccount unknownAccount) {
        return Envelope.failure("User not found");
    }

    @Override
    public Response refused(SignIn.Refused refused) {
        return Refusals.tooSoon(refused.why()).toResponse();
    }
}
