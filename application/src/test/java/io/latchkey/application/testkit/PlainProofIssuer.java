package io.latchkey.application.testkit;

import io.latchkey.application.otp.port.ProofIssuer;
import io.latchkey.domain.otp.OtpChallenge;
import java.time.Instant;

/** Issues proofs without a signature: {@code proof:<challenge>:<purpose>:<contact>}. */
public final class PlainProofIssuer implements ProofIssuer {
    @Override
    public String issue(OtpChallenge challenge, Instant now) {
        return "proof:" + challenge.id() + ':' + challenge.purpose() + ':'
                + challenge.contact().key();
    }
}
