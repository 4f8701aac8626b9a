package io.latchkey.adapters.rest.admin;

import io.latchkey.adapters.rest.problem.FieldError;
import io.latchkey.adapters.rest.problem.InvalidRequestException;
import io.latchkey.adapters.rest.problem.Problem;
import io.latchkey.adapters.rest.problem.Refusals;
import io.latchkey.application.account.AccountFault;
import io.latchkey.application.admin.Administered;
import io.latchkey.application.admin.Denial;
import io.latchkey.application.admin.Obstacle;
import io.latchkey.application.throttle.TooSoon;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Answers what became of a deed of administration. */
final class AdminAnswer<T> implements Administered.Cases<T, Response> {
    private final Function<T, Response> onDone;

    private AdminAnswer(Function<T, Response> onDone) {
        this.onDone = onDone;
    }

    static <T> Response of(Administered<T> outcome, Function<T, Response> onDone) {
        return outcome.answer(new AdminAnswer<>(onDone));
    }

    @Override
    public Response done(T result) {
        return onDone.apply(result);
    }

    @Override
    public Response denied(Denial why) {
        return switch (why) {
            case NO_ROLE -> Problem.of(403, "forbidden", "Forbidden").toResponse();
            case ONE_FACTOR ->
                Problem.of(403, "second-factor-needed", "Two steps of sign-in are needed")
                        .toResponse();
            case SIGN_IN_TOO_OLD -> Refusals.recentSignInRequired().toResponse();
            case NO_REASON ->
                new InvalidRequestException(List.of(new FieldError("reason", "is required")))
                        .toProblem()
                        .toResponse();
        };
    }

    @Override
    public Response missing() {
        return Refusals.notFound().toResponse();
    }

    @Override
    public Response overtaken() {
        return Problem.of(412, "version-changed", "Changed since it was read").toResponse();
    }

    @Override
    public Response faulty(AccountFault fault) {
        return switch (fault) {
            case USERNAME_TAKEN -> Refusals.usernameTaken().toResponse();
            case EMAIL_TAKEN, PHONE_TAKEN, EMAIL_NOT_VALIDATED, PHONE_NOT_VALIDATED ->
                Refusals.contactTaken().toResponse();
        };
    }

    @Override
    public Response impossible(Obstacle obstacle) {
        return Refusals.accountState(obstacle.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toResponse();
    }

    @Override
    public Response refused(TooSoon why) {
        return Refusals.tooSoon(why).toResponse();
    }
}
