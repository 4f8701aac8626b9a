package io.latchkey.application.otp.port;

import io.latchkey.domain.otp.HandedCode;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpCode;
import java.util.Optional;

/** The providers that own codes, as they are set up now. Never called in a unit of work; within the providers' time-outs. */
public interface CodeOwners {
    /** Whether any provider owns codes. Answered from memory. */
    boolean areInUse();

    /**
     * Asks the provider once whether a guess is right.
     *
     * @param code one that the provider has started
     */
    OwnerAnswer check(HandedCode code, OtpChallenge challenge, OtpCode guess);

    /** Takes as long as the last check of this provider, and answers {@link OwnerAnswer.Verdict#NONE} where that one had none; else wrong. */
    OwnerAnswer pretend(String provider);

    /** Ends a code at the provider, if it can. Nothing rests on it. */
    void cancel(HandedCode code, Optional<OtpChallenge> challenge);

    /** The address that the reader's device opens over mobile data; empty for codes that are typed. Answered from memory. */
    Optional<String> silentUrl(HandedCode code, OtpChallenge challenge);
}
