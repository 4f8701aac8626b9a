package io.latchkey.adapters.rest.face;

import io.latchkey.adapters.rest.problem.Problem;
import io.latchkey.adapters.rest.problem.ProblemFact;

/**
 * Parts of a refused request that some originals repeat in the refusal.
 *
 * @param mediaType the first 100 characters of the content type; empty when there was none
 */
public record RefusedRequest(String method, String mediaType) implements ProblemFact {
    static final RefusedRequest UNKNOWN = new RefusedRequest("", "");

    /** Returns the parts of the request that a problem is about. */
    public static RefusedRequest of(Problem problem) {
        return problem.fact(RefusedRequest.class).orElse(UNKNOWN);
    }
}
