package io.latchkey.application.otp.port;

import java.time.Duration;

/**
 * What the provider that owns a code says of a guess.
 *
 * @param retryAfter when to ask again, where it gave no verdict; zero elsewhere
 */
public record OwnerAnswer(Verdict verdict, Duration retryAfter) {
    /** The wait where nobody names one. */
    private static final Duration USUAL_WAIT = Duration.ofSeconds(5);

    /** The provider's word. */
    public enum Verdict {
        RIGHT,
        WRONG,
        /** The provider takes no more guesses at this code. */
        USED_UP,
        /** The code is over: expired, canceled, used before or unknown. */
        OVER,
        /** No verdict: the provider is out of reach, broken or busy, or its answer was lost. */
        NONE
    }

    public static OwnerAnswer of(Verdict verdict) {
        return new OwnerAnswer(verdict, verdict == Verdict.NONE ? USUAL_WAIT : Duration.ZERO);
    }

    /** No verdict, from a provider that wants to be left alone for so long. */
    public static OwnerAnswer none(Duration retryAfter) {
        return new OwnerAnswer(Verdict.NONE, retryAfter);
    }
}
