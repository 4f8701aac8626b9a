package io.latchkey.adapters.sms.http;

import java.time.Duration;
import java.util.Optional;

/**
 * What came of a call beside those with messages.
 *
 * @param answer empty when none came
 * @param retryAfter the wait that the answer asked for
 * @param problem words for the log where this is no success
 */
record SideAnswer(Optional<Answer> answer, Optional<Duration> retryAfter, String problem) {
    /** No answer. */
    static SideAnswer missing(String problem) {
        return new SideAnswer(Optional.empty(), Optional.empty(), problem);
    }
}
