package io.latchkey.application.otp.service;

import io.latchkey.application.otp.IssuedChallenge;
import io.latchkey.application.otp.ResendCodeCommand;
import io.latchkey.application.otp.ResendCodeUseCase;
import io.latchkey.application.otp.port.OtpChallengeRepository;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.shared.Finding;
import io.latchkey.application.shared.port.Decisions;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.throttle.Throttled;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpPolicy;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.shared.Channel;
import io.latchkey.domain.throttle.ThrottleLimit;
import io.latchkey.domain.user.User;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Sends a challenge's message again: asks the challenge first, then the rules of sending. */
final class ResendCodeService implements ResendCodeUseCase {
    private final OtpChallengeRepository challenges;
    private final Challenges maker;
    private final CodeGate gate;
    private final Deliveries deliveries;
    private final Decisions decisions;
    private final UnitOfWork unitOfWork;
    private final Clock clock;

    ResendCodeService(
            OtpChallengeRepository challenges,
            Challenges maker,
            CodeGate gate,
            Deliveries deliveries,
            Decisions decisions,
            UnitOfWork unitOfWork,
            Clock clock) {
        this.challenges = challenges;
        this.maker = maker;
        this.gate = gate;
        this.deliveries = deliveries;
        this.decisions = decisions;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    @Override
    public CodeResending resend(ResendCodeCommand command) {
        return unitOfWork
                .execute(() -> challenges
                        .findForUpdate(command.challengeId())
                        .filter(found -> command.purpose()
                                .map(found.challenge().purpose()::equals)
                                .orElse(true))
                        .map(found -> resend(command, found))
                        .orElseGet(() -> new CodeResending.Over(RefusalReason.UNKNOWN_CHALLENGE)))
                .answer(new Delivery(command));
    }

    private CodeResending resend(ResendCodeCommand command, OtpChallengeRepository.Locked found) {
        OtpChallenge challenge = maker.capWait(found.challenge());
        ClientOrigin origin = command.requester().origin();
        if (!maker.isFor(challenge, origin)) {
            return new CodeResending.Over(RefusalReason.EXPIRED);
        }
        Optional<List<Channel>> others = gate.offeredInstead(
                command.channel(), challenge.purpose(), challenge.contact(), challenge.contactHidden());
        if (others.isPresent()) {
            return new CodeResending.ChannelNotOffered(others.get());
        }
        Locale locale =
                found.user().map(User::locale).orElse(command.requester().locale());
        OtpPolicy policy = maker.policyOf(challenge);
        return challenge
                .resend(policy, clock.instant())
                .fold(
                        granted -> gate.admitAgain(challenge, locale, origin)
                                .<CodeResending>map(CodeResending.Refused::new)
                                .orElseGet(() -> new CodeResending.Sent(
                                        gate.resend(granted.next(), command.channel(), locale, origin))),
                        tooEarly -> {
                            if (!challenge.equals(found.challenge())) {
                                // Kept, so that the shorter wait ends.
                                challenges.update(challenge);
                            }
                            ThrottleLimit limit = CoolDown.limit(policy);
                            decisions.saw(Finding.refused(limit.name())
                                    .within(limit.window())
                                    .until(clock.instant().plus(tooEarly.remaining())));
                            return new CodeResending.Refused(new Throttled(limit, tooEarly.remaining()));
                        },
                        usedUp -> new CodeResending.UsedUp(),
                        denied -> new CodeResending.Over(denied.reason()));
    }

    /** Waits for the first try to deliver what was sent, as long as the caller wants. */
    private final class Delivery implements CodeResending.Cases<CodeResending> {
        private final ResendCodeCommand command;

        Delivery(ResendCodeCommand command) {
            this.command = command;
        }

        @Override
        public CodeResending sent(CodeResending.Sent sent) {
            IssuedChallenge issued = sent.challenge();
            if (!deliveries.hasFailed(issued, command.patience())) {
                return sent;
            }
            deliveries.cancel(issued.challenge().id());
            return new CodeResending.NotDelivered();
        }

        @Override
        public CodeResending notDelivered(CodeResending.NotDelivered failed) {
            return failed;
        }

        @Override
        public CodeResending channelNotOffered(CodeResending.ChannelNotOffered none) {
            return none;
        }

        @Override
        public CodeResending usedUp(CodeResending.UsedUp usedUp) {
            return usedUp;
        }

        @Override
        public CodeResending refused(CodeResending.Refused refused) {
            return refused;
        }

        @Override
        public CodeResending over(CodeResending.Over over) {
            return over;
        }
    }
}
