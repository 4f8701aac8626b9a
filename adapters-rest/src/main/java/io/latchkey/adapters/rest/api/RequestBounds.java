package io.latchkey.adapters.rest.api;

import java.time.Duration;

/**
 * What one client may take of the server.
 *
 * @param longestBody time in which a body must have come; more than zero
 * @param mostUnfinished requests of one network that may be unfinished at once; 1 or more
 */
public record RequestBounds(Duration longestBody, int mostUnfinished) {
    public RequestBounds {
        if (longestBody.isNegative() || longestBody.isZero()) {
            throw new IllegalArgumentException("must be more than zero");
        }
    }
}
