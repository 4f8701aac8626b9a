package io.latchkey.application.otp;

import io.latchkey.domain.otp.OtpChallengeId;
import java.util.Optional;

/** Use case: see how a challenge stands. */
public interface FindOtpUseCase {
    Optional<IssuedChallenge> find(OtpChallengeId id);
}
