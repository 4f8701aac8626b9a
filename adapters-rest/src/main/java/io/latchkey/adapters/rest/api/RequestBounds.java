package io.latchkey.adapters.rest.api;

import java.time.Duration;

/**
 * What requests may take of the server.
 *
 * @param longestBody time in which a body must have come; more than zero
 * @param mostUnfinished requests of one network that may be unfinished at once; 1 or more
 * @param bodyMemory bytes that the long bodies of all unfinished requests may hold at once
 */
public record RequestBounds(Duration longestBody, int mostUnfinished, long bodyMemory) {
    public RequestBounds {
        if (longestBody.isNegative() || longestBody.isZero()) {
            throw new IllegalArgumentException("must be more than zero");
        }
    }
}
