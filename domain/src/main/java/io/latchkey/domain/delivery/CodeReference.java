package io.latchkey.domain.delivery;

import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpPurpose;

/** All that is needed, beside a secret, to derive a code again; holds no code. */
public record CodeReference(OtpChallengeId challengeId, OtpPurpose purpose, int generation, String secretId) {
    /** The code a challenge stands at. */
    public static CodeReference currentOf(OtpChallenge challenge) {
        return new CodeReference(challenge.id(), challenge.purpose(), challenge.generation(), challenge.secretId());
    }

    /** The code before that one. */
    public CodeReference previous() {
        return new CodeReference(challengeId, purpose, generation - 1, secretId);
    }
}
