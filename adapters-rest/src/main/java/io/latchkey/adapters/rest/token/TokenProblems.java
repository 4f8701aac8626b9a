package io.latchkey.adapters.rest.token;

import io.latchkey.adapters.rest.problem.Problem;

/** Refusals of RFC 7009 and RFC 7662. They are problems with the member {@code error} of RFC 6749 §5.2. */
final class TokenProblems {
    private TokenProblems() {}

    /** @param error error code of RFC 6749 */
    static Problem of(int status, String error, String title) {
        return Problem.of(status, error.replace('_', '-'), title).with("error", error);
    }
}
