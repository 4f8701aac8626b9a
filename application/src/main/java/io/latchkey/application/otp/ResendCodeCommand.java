package io.latchkey.application.otp;

import io.latchkey.application.shared.Requester;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpPurpose;
import java.time.Duration;
import java.util.Optional;

/**
 * Another message of a challenge.
 *
 * @param purpose what the challenge must be for; empty for anything
 * @param patience how long the first try to deliver is awaited; zero for not at all
 */
public record ResendCodeCommand(
        OtpChallengeId challengeId, Optional<OtpPurpose> purpose, Duration patience, Requester requester) {
    /** Of any purpose, and not awaited. */
    public ResendCodeCommand(OtpChallengeId challengeId, Requester requester) {
        this(challengeId, Optional.empty(), Duration.ZERO, requester);
    }
}
