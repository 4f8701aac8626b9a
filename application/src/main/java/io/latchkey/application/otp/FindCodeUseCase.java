package io.latchkey.application.otp;

import io.latchkey.domain.otp.OtpChallengeId;
import java.util.Optional;

/** Use case: see how a challenge and its newest message stand. */
public interface FindCodeUseCase {
    Optional<IssuedChallenge> find(OtpChallengeId id);
}
