package io.latchkey.application.otp.service;

import io.latchkey.application.otp.port.CodeOwners;
import io.latchkey.application.otp.port.OtpChallengeRepository;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.domain.otp.HandedCode;
import io.latchkey.domain.otp.OtpChallenge;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Tells providers of their codes whose challenges are replaced, used otherwise, expired or gone, and forgets those codes. One node at a time
 * does it, and tells each once: nothing rests on it, because nobody is asked about such a code any more.
 */
public final class HandedCodeEnds {
    /** Codes that are ended in one run. */
    private static final int MOST = 100;

    private final OtpChallengeRepository challenges;
    private final CodeOwners owners;
    private final UnitOfWork unitOfWork;
    private final Clock clock;

    HandedCodeEnds(OtpChallengeRepository challenges, CodeOwners owners, UnitOfWork unitOfWork, Clock clock) {
        this.challenges = challenges;
        this.owners = owners;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    /** Whether no provider owns codes, so that there is nothing to end. */
    public boolean isIdle() {
        return !owners.areInUse();
    }

    /**
     * Ends what is over by now.
     *
     * @param isOurs whether this node is still the one that does it; asked before each call
     * @return number of such codes
     */
    public int run(BooleanSupplier isOurs) {
        List<HandedCode> over = unitOfWork.read(() -> challenges.findHandedThatAreOver(clock.instant(), MOST));
        int ended = 0;
        for (HandedCode code : over) {
            if (!isOurs.getAsBoolean()) {
                return ended;
            }
            end(code);
            ended++;
        }
        return ended;
    }

    private void end(HandedCode code) {
        Optional<OtpChallenge> challenge = unitOfWork.execute(() -> {
            challenges.deleteHanded(code.challengeId());
            return challenges.find(code.challengeId());
        });
        if (code.isOpen()) {
            owners.cancel(code, challenge);
        }
    }
}
