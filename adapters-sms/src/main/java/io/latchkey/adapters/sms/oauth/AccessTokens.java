package io.latchkey.adapters.sms.oauth;

import java.time.Duration;

/** Supplies bearer tokens (RFC 6750). Called by several threads at once. */
public interface AccessTokens {
    /**
     * The token to use now: printable ASCII without blanks.
     *
     * @param timeout the longest time the caller can wait
     * @throws NoTokenException when there is no token in time
     */
    String token(Duration timeout);

    /** Drops a token that a server refused. A newer token stays. */
    void forget(String refused);
}
