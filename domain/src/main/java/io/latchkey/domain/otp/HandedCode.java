package io.latchkey.domain.otp;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The code of a challenge that a provider makes, sends and checks. It does not hold the code.
 *
 * @param provider the provider's name
 * @param reference the provider's own id of it, {@link #NOBODYS} for a decoy's; null while the provider is asked to start
 * @param unanswered guesses on which the provider gave no verdict
 * @param proof keyed digest of the guess that the provider called right; null until then
 */
public record HandedCode(
        OtpChallengeId challengeId,
        String provider,
        @Nullable String reference,
        int unanswered,
        @Nullable UUID proof,
        Instant startedAt) {
    /** Guesses without a verdict that are given back. Those after them stay counted, so that no outage gives guesses without end. */
    public static final int MOST_UNANSWERED = 10;

    /** The reference of a code that no provider made. */
    public static final String NOBODYS = "-";

    /** A code that a provider is about to be asked for. */
    public static HandedCode starting(OtpChallengeId challengeId, String provider, Instant now) {
        return new HandedCode(challengeId, provider, null, 0, null, now);
    }

    /** The code once the provider took it over. */
    public HandedCode started(String providerReference) {
        return new HandedCode(challengeId, provider, providerReference, unanswered, proof, startedAt);
    }

    /** The code after a guess without a verdict. */
    public HandedCode afterNoVerdict() {
        return new HandedCode(challengeId, provider, reference, unanswered + 1, proof, startedAt);
    }

    /** The code after the provider called a guess right. */
    public HandedCode proven(UUID digest) {
        return new HandedCode(challengeId, provider, reference, unanswered, digest, startedAt);
    }

    /** Whether a guess without a verdict is given back. */
    public boolean givesBack() {
        return unanswered < MOST_UNANSWERED;
    }

    /** Whether the provider still has to be told when this code is over. */
    public boolean isOpen() {
        return reference != null && !reference.equals(NOBODYS) && proof == null;
    }

    /** Whether the other one is the row of this start, and no start came after it. */
    public boolean isSameStartAs(HandedCode other) {
        return provider.equals(other.provider) && other.reference == null && startedAt.equals(other.startedAt);
    }

    /** Whether the provider knows both by the same id. */
    public boolean isSameAs(HandedCode other) {
        return provider.equals(other.provider) && reference != null && reference.equals(other.reference);
    }
}
