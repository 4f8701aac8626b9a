package io.latchkey.application.delivery.service;

import io.latchkey.application.otp.port.OtpChallengeRepository;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.domain.delivery.OutboxMessage;
import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.otp.CodeReference;
import java.time.Duration;
import java.time.Instant;

/** Tells whether the code of a message is still of use, so that no code is sent that was used or replaced meanwhile. */
final class AwaitedCodes {
    /** A message that waited longer may carry a code that was used or replaced meanwhile. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final OtpChallengeRepository challenges;
    private final UnitOfWork unitOfWork;

    AwaitedCodes(OtpChallengeRepository challenges, UnitOfWork unitOfWork) {
        this.challenges = challenges;
        this.unitOfWork = unitOfWork;
    }

    /** Asks the store only when 5 seconds have passed since the message was promised, or it was tried before. */
    boolean isAwaited(OutboxMessage message, CodeReference code, Instant now) {
        boolean isFresh =
                message.attempts() == 0 && now.isBefore(message.createdAt().plus(FRESH));
        return isFresh
                || message.kind() != MessageKind.CODE
                || unitOfWork
                        .read(() -> challenges.find(code.challengeId()))
                        .filter(challenge -> challenge.awaits(code.generation(), now))
                        .isPresent();
    }
}
