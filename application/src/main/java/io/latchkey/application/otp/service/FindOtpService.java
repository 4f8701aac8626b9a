package io.latchkey.application.otp.service;

import io.latchkey.application.delivery.port.OutboxRepository;
import io.latchkey.application.otp.FindOtpUseCase;
import io.latchkey.application.otp.IssuedChallenge;
import io.latchkey.application.otp.port.OtpChallengeRepository;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.domain.delivery.DeliveryState;
import io.latchkey.domain.otp.OtpChallengeId;
import java.util.Optional;

/** Shows a challenge to whoever holds its id. */
public final class FindOtpService implements FindOtpUseCase {
    private final OtpChallengeRepository challenges;
    private final OutboxRepository outbox;
    private final UnitOfWork unitOfWork;

    public FindOtpService(OtpChallengeRepository challenges, OutboxRepository outbox, UnitOfWork unitOfWork) {
        this.challenges = challenges;
        this.outbox = outbox;
        this.unitOfWork = unitOfWork;
    }

    @Override
    public Optional<IssuedChallenge> find(OtpChallengeId id) {
        return unitOfWork.read(() -> challenges
                .find(id)
                .map(challenge ->
                        new IssuedChallenge(challenge, outbox.findState(id).orElse(DeliveryState.QUEUED))));
    }
}
