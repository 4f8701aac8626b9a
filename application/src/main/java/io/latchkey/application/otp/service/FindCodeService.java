package io.latchkey.application.otp.service;

import io.latchkey.application.otp.FindCodeUseCase;
import io.latchkey.application.otp.IssuedChallenge;
import io.latchkey.application.otp.port.CodeMessages;
import io.latchkey.application.otp.port.OtpChallengeRepository;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.domain.message.DeliveryState;
import io.latchkey.domain.otp.HandedCode;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpPurpose;
import java.time.Clock;
import java.util.Optional;

/** Shows a challenge to whoever holds its id. */
final class FindCodeService implements FindCodeUseCase {
    private final OtpChallengeRepository challenges;
    private final Challenges maker;
    private final CodeMessages messages;
    private final HandedGuesses handed;
    private final UnitOfWork unitOfWork;
    private final Clock clock;

    FindCodeService(
            OtpChallengeRepository challenges,
            Challenges maker,
            CodeMessages messages,
            HandedGuesses handed,
            UnitOfWork unitOfWork,
            Clock clock) {
        this.challenges = challenges;
        this.maker = maker;
        this.messages = messages;
        this.handed = handed;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    @Override
    public Optional<IssuedChallenge> find(OtpChallengeId id) {
        return unitOfWork
                .read(() -> challenges.find(id).map(stored -> new Found(look(stored), handed.silent(stored))))
                .map(found -> found.issued()
                        .opening(found.silent()
                                .flatMap(code ->
                                        handed.silentUrl(code, found.issued().challenge()))));
    }

    /** @param silent set when the code may be one that the reader's device proves by itself */
    private record Found(IssuedChallenge issued, Optional<HandedCode> silent) {}

    private IssuedChallenge look(OtpChallenge stored) {
        OtpChallenge challenge = maker.capWait(stored);
        Optional<CodeMessages.Newest> newest = messages.find(challenge.id());
        return IssuedChallenge.of(
                challenge,
                shown(challenge, newest.map(CodeMessages.Newest::state).orElse(DeliveryState.QUEUED)),
                newest.flatMap(CodeMessages.Newest::chosen),
                messages.offers(challenge.purpose(), challenge.contact()),
                clock.instant());
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
