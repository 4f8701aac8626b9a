package io.latchkey.application.admin.port;

import java.time.Instant;

/** The token that makes the first administrator. */
public interface BootstrapTokens {
    /** Keeps the digest of a token in the place of all before. */
    void replace(String digest, Instant expiresAt);

    /**
     * Takes a token away.
     *
     * @return whether it was there and not over; of many who take it at once, one gets true
     */
    boolean take(String digest, Instant now);
}
