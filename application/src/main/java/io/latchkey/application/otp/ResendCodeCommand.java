package io.latchkey.application.otp;

import io.latchkey.application.shared.Requester;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Channel;
import java.time.Duration;
import java.util.Optional;

/**
 * Another message of a challenge.
 *
 * @param purpose what the challenge must be for; empty for anything
 * @param patience how long the first try to deliver is awaited; zero for not at all
 * @param channel the channel that the requester chose; empty when the route decides
 */
public record ResendCodeCommand(
        OtpChallengeId challengeId,
        Optional<OtpPurpose> purpose,
        Duration patience,
        Optional<Channel> channel,
        Requester requester) {
    /** Of any purpose, and not awaited. */
    public ResendCodeCommand(OtpChallengeId challengeId, Requester requester) {
        this(challengeId, Optional.empty(), Duration.ZERO, requester);
    }

    /** By the channel that the route decides on. */
    public ResendCodeCommand(
            OtpChallengeId challengeId, Optional<OtpPurpose> purpose, Duration patience, Requester requester) {
        this(challengeId, purpose, patience, Optional.empty(), requester);
    }

    /** The same by a channel that the requester chose; empty when the route decides. */
    public ResendCodeCommand by(Optional<Channel> chosen) {
        return new ResendCodeCommand(challengeId, purpose, patience, chosen, requester);
    }
}
