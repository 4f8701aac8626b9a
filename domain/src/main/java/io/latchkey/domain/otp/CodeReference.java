package io.latchkey.domain.otp;

/** Everything except the secret that is needed to derive a code again. It holds no code. */
public record CodeReference(OtpChallengeId challengeId, OtpPurpose purpose, int generation, String secretId) {
    /** The current code of a challenge. */
    public static CodeReference currentOf(OtpChallenge challenge) {
        return new CodeReference(challenge.id(), challenge.purpose(), challenge.generation(), challenge.secretId());
    }

    /** The code before this one. */
    public CodeReference previous() {
        return new CodeReference(challengeId, purpose, generation - 1, secretId);
    }
}
