package io.latchkey.adapters.sms.oauth;

import java.time.Duration;

/** Where bearer tokens (RFC 6750) come from. Called by several threads at once. */
public interface AccessTokens {
    /**
     * The token to use now: printable ASCII without blanks.
     *
     * @param timeout the longest the caller can wait
     * @throws NoTokenException when there is none in time
     */
    String token(Duration timeout);

    /** Lets go of a token that a server refused; one that was put in its place meanwhile stays. */
    void forget(String refused);
}
