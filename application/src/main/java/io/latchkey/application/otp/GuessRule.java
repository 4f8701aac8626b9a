package io.latchkey.application.otp;

import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Contact;
import java.time.Instant;

/** A rule about guesses at codes of guarded contacts. */
public interface GuessRule {
    /**
     * Whether guesses are stopped, as far as memory tells. Called before anything else, outside a unit of work.
     *
     * @param challenge how the caller names the challenge
     */
    boolean stops(OtpPurpose purpose, ChallengeRef challenge, Instant now);

    /**
     * Learns that the last guess at a code was wrong, in the unit of work that counts it.
     *
     * @param challenge how the caller names the challenge
     * @param contact where the code went
     * @param windowEnd when the window of codes to this contact ends
     */
    void learnLastWrong(OtpPurpose purpose, ChallengeRef challenge, Contact contact, Instant windowEnd, Instant now);
}
