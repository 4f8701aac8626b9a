package io.latchkey.application.delivery.service;

import io.latchkey.application.delivery.port.OutboxRepository;
import io.latchkey.application.delivery.port.Pause;
import io.latchkey.application.otp.port.OtpChallengeRepository;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.domain.delivery.DeliveryState;
import io.latchkey.domain.otp.OtpChallengeId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Waits for the first try to deliver a challenge's message, whichever node makes it. Never called in a unit of work. */
public final class DeliveryWatch {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(25);

    private final OutboxRepository outbox;
    private final OtpChallengeRepository challenges;
    private final UnitOfWork unitOfWork;
    private final Pause pause;
    private final Clock clock;

    public DeliveryWatch(
            OutboxRepository outbox,
            OtpChallengeRepository challenges,
            UnitOfWork unitOfWork,
            Pause pause,
            Clock clock) {
        this.outbox = outbox;
        this.challenges = challenges;
        this.unitOfWork = unitOfWork;
        this.pause = pause;
        this.clock = clock;
    }

    /**
     * Waits until the message was tried, at most so long.
     *
     * @return whether it was accepted, or is still under way
     */
    public boolean await(OtpChallengeId challenge, Duration patience) {
        Instant end = clock.instant().plus(patience);
        while (clock.instant().isBefore(end)) {
            OutboxRepository.Progress progress = unitOfWork
                    .read(() -> outbox.findProgress(challenge))
                    .orElseThrow(() -> new IllegalStateException("the challenge has no message"));
            if (progress.state() == DeliveryState.ACCEPTED || progress.state() == DeliveryState.DELIVERED) {
                return true;
            }
            if (progress.state() == DeliveryState.FAILED || progress.attempts() > 0) {
                return false;
            }
            pause.pause(BETWEEN_LOOKS);
        }
        return true;
    }

    /** Tries a message that failed no more. */
    public void stop(OtpChallengeId challenge) {
        unitOfWork.execute(() -> {
            outbox.cancel(challenge);
            return challenge;
        });
    }

    /** Takes back a challenge whose message failed: its code is not accepted, and nothing is tried again. */
    public void giveUp(OtpChallengeId challenge) {
        unitOfWork.execute(() -> {
            Instant now = clock.instant();
            challenges
                    .findForUpdate(challenge)
                    .ifPresent(found -> challenges.update(found.challenge().revoke(now)));
            outbox.cancel(challenge);
            return challenge;
        });
    }
}
