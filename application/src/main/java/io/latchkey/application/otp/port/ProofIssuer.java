package io.latchkey.application.otp.port;

import io.latchkey.domain.otp.OtpChallenge;
import java.time.Instant;

/** Signs that a code was verified, for a party that was not there. */
public interface ProofIssuer {
    /**
     * A short-lived signed token (RFC 7519) with an audience of its own: which challenge, what purpose, which contact, when.
     *
     * @param challenge verified a moment ago
     */
    String issue(OtpChallenge challenge, Instant now);
}
