package io.latchkey.adapters.rest.user;

import io.latchkey.adapters.rest.problem.Problem;
import io.latchkey.adapters.rest.problem.Refusals;
import io.latchkey.application.session.Unconfirmed;
import jakarta.ws.rs.core.Response;

/** Answers a change that its caller did not confirm by a recent sign-in or the current password. */
final class UnconfirmedAnswer implements Unconfirmed.Cases<Response> {
    static Response of(Unconfirmed why) {
        return why.answer(new UnconfirmedAnswer());
    }

    @Override
    public Response signInTooOld(Unconfirmed.SignInTooOld tooOld) {
        return Refusals.recentSignInRequired().toResponse();
    }

    @Override
    public Response wrongPassword(Unconfirmed.WrongPassword wrong) {
        return Problem.of(422, "wrong-current-password", "The current password is wrong")
                .with("field", "currentPassword")
                .toResponse();
    }

    @Override
    public Response locked(Unconfirmed.Locked locked) {
        return Refusals.passwordsLocked(locked.retryAfter()).toResponse();
    }

    @Override
    public Response stopped(Unconfirmed.Stopped stopped) {
        return Refusals.passwordsStopped().toResponse();
    }

    @Override
    public Response refused(Unconfirmed.Refused refused) {
        return Refusals.tooSoon(refused.why()).toResponse();
    }
}
