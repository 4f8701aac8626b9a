package io.latchkey.adapters.rest.face.dhiwise;

import io.latchkey.adapters.rest.problem.Refusals;
import jakarta.ws.rs.core.Response;
import java.time.Duration;

/** Words the answer to a sign-in on a locked account. */
final class LockWords {
    private LockWords() {}

    /** Returns the original's sentence with the time as {@code [h hour, ]m minute and s second}. */
    static String of(Duration remaining) {
        long seconds = Refusals.wholeSeconds(remaining);
        String hours = seconds < 3600 ? "" : seconds / 3600 + " hour, ";
        return "you have exceed the number of limit.you can login after " + hours + seconds % 3600 / 60 + " minute and "
                + seconds % 60 + " second.";
    }

    /** Adds the header field {@code Retry-After} to an answer. */
    static Response after(Response response, Duration remaining) {
        return Envelope.after(response, Refusals.wholeSeconds(remaining));
    }
}
