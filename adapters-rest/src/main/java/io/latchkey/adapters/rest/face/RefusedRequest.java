package io.latchkey.adapters.rest.face;

import io.latchkey.adapters.rest.problem.Problem;
import io.latchkey.adapters.rest.problem.ProblemFact;

/**
 * What some originals repeat of a request they refuse.
 *
 * @param mediaType the content type that was sent, at most 100 characters of it; empty where there was none
 */
public record RefusedRequest(String method, String mediaType) implements ProblemFact {
    static final RefusedRequest UNKNOWN = new RefusedRequest("", "");

    /** What is known of the request behind a problem. */
    public static RefusedRequest of(Problem problem) {
        return problem.fact(RefusedRequest.class).orElse(UNKNOWN);
    }
}
