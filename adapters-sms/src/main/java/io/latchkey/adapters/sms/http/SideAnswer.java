package io.latchkey.adapters.sms.http;

import java.time.Duration;
import java.util.Optional;

/**
 * What came of a call beside those with messages.
 *
 * @param answer empty when none came, or only a part of one
 * @param status HTTP status; 0 when none came
 * @param retryAfter the wait that the answer asked for
 * @param problem words for the log where this is no success
 */
record SideAnswer(Optional<Answer> answer, int status, Optional<Duration> retryAfter, String problem) {
    /** No answer. */
    static SideAnswer missing(String problem) {
        return half(0, problem);
    }

    /** An answer without its end. */
    static SideAnswer half(int status, String problem) {
        return new SideAnswer(Optional.empty(), status, Optional.empty(), problem);
    }

    static SideAnswer whole(Answer answer, Optional<Duration> retryAfter) {
        return new SideAnswer(Optional.of(answer), answer.status(), retryAfter, "status " + answer.status());
    }
}
