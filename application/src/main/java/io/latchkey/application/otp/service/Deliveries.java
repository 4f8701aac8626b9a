package io.latchkey.application.otp.service;

import io.latchkey.application.otp.IssuedChallenge;
import io.latchkey.application.otp.port.CodeMessages;
import io.latchkey.application.otp.port.OtpChallengeRepository;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.domain.otp.OtpChallengeId;
import java.time.Clock;
import java.time.Duration;

/** Waits for messages of callers who must know whether theirs was taken, and gives up those that were not. */
final class Deliveries {
    private final OtpChallengeRepository challenges;
    private final CodeMessages messages;
    private final UnitOfWork unitOfWork;
    private final Clock clock;

    Deliveries(OtpChallengeRepository challenges, CodeMessages messages, UnitOfWork unitOfWork, Clock clock) {
        this.challenges = challenges;
        this.messages = messages;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    /**
     * Whether the first try to deliver failed. Nobody waits for a message that goes to nobody.
     *
     * @param patience the longest wait; zero for none, and then nothing has failed yet
     */
    boolean hasFailed(IssuedChallenge issued, Duration patience) {
        return !patience.isZero()
                && !issued.challenge().decoy()
                && !messages.await(issued.challenge().id(), patience);
    }

    /** Tries no longer to deliver the messages of a challenge, which stays as good as it was. */
    void cancel(OtpChallengeId challenge) {
        unitOfWork.execute(() -> {
            messages.cancel(challenge);
            return challenge;
        });
    }

    /** Takes a challenge back: its code is not accepted, and nothing is tried again. */
    void takeBack(OtpChallengeId challenge) {
        unitOfWork.execute(() -> {
            challenges
                    .findForUpdate(challenge)
                    .ifPresent(found -> challenges.update(found.challenge().revoke(clock.instant())));
            messages.cancel(challenge);
            return challenge;
        });
    }
}
