package io.latchkey.adapters.rest.face.essdee;

import io.latchkey.adapters.rest.face.FaceBody;
import io.latchkey.adapters.rest.problem.Refusals;
import io.latchkey.application.throttle.TooSoon;
import io.latchkey.domain.otp.RefusalReason;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** What this face says when it says no. */
final class EssdeeAnswers {
    private EssdeeAnswers() {}

    static Response userNotFound() {
        return message(404, "User Not Found");
    }

    static Response attemptNotFound() {
        return message(404, "OTP Attempt Not Found");
    }

    static Response badLink() {
        return message(410, "The Link specified has either been used before or Invalid");
    }

    static Response tooSoon(TooSoon why) {
        return Response.fromResponse(limitReached())
                .header(HttpHeaders.RETRY_AFTER, Refusals.wholeSeconds(why.retryAfter()))
                .build();
    }

    static Response refused(RefusalReason reason) {
        return switch (reason) {
            case WRONG_CODE -> message(401, "Incorrect OTP");
            case EXPIRED -> message(429, "OTP Expired");
            case LOCKED -> limitReached();
            case UNKNOWN_CHALLENGE, ALREADY_USED, OTHER_PURPOSE -> attemptNotFound();
        };
    }

    private static Response limitReached() {
        return message(429, "Maximum Limit Reached");
    }

    static Response message(int status, String message) {
        return Response.status(status).entity(FaceBody.of("message", message)).build();
    }
}
