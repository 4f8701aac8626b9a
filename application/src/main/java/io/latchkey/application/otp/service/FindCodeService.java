package io.latchkey.application.otp.service;

import io.latchkey.application.otp.FindCodeUseCase;
import io.latchkey.application.otp.IssuedChallenge;
import io.latchkey.application.otp.port.CodeMessages;
import io.latchkey.application.otp.port.OtpChallengeRepository;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.domain.message.DeliveryState;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpPurpose;
import java.util.Optional;

/** Shows a challenge to whoever holds its id. */
final class FindCodeService implements FindCodeUseCase {
    private final OtpChallengeRepository challenges;
    private final CodeMessages messages;
    private final UnitOfWork unitOfWork;

    FindCodeService(OtpChallengeRepository challenges, CodeMessages messages, UnitOfWork unitOfWork) {
        this.challenges = challenges;
        this.messages = messages;
        this.unitOfWork = unitOfWork;
    }

    @Override
    public Optional<IssuedChallenge> find(OtpChallengeId id) {
        return unitOfWork.read(() -> challenges
                .find(id)
                .map(challenge -> new IssuedChallenge(
                        challenge, shown(challenge, messages.findState(id).orElse(DeliveryState.QUEUED)))));
    }

    /**
     * Nobody is told whether a message arrived that went out only if the contact has an account; a test challenge's goes out
     * for nobody.
     */
    private static DeliveryState shown(OtpChallenge challenge, DeliveryState state) {
        OtpPurpose base = challenge.purpose().builtIn();
        boolean tellsOfAnAccount = base.equals(OtpPurpose.SIGN_IN) || base.equals(OtpPurpose.RESET_PASSWORD);
        boolean isOut = state != DeliveryState.QUEUED && state != DeliveryState.SENDING;
        return tellsOfAnAccount && isOut && !challenge.hasFixedCode() ? DeliveryState.ACCEPTED : state;
    }
}
