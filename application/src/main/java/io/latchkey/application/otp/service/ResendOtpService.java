package io.latchkey.application.otp.service;

import io.latchkey.application.otp.OtpResend;
import io.latchkey.application.otp.ResendOtpCommand;
import io.latchkey.application.otp.ResendOtpUseCase;
import io.latchkey.application.otp.port.CodeMessages;
import io.latchkey.application.otp.port.OtpChallengeRepository;
import io.latchkey.application.shared.Throttled;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.throttle.service.Throttles;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpPolicy;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.otp.Resend;
import io.latchkey.domain.throttle.ThrottleLimit;
import io.latchkey.domain.user.User;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;

/** Sends a challenge's message again: asks the challenge first, then the destination's limits. */
public final class ResendOtpService implements ResendOtpUseCase {
    private final OtpChallengeRepository challenges;
    private final Throttles throttles;
    private final ChallengeIssuer issuer;
    private final CodeMessages messages;
    private final UnitOfWork unitOfWork;
    private final Clock clock;

    public ResendOtpService(
            OtpChallengeRepository challenges,
            Throttles throttles,
            ChallengeIssuer issuer,
            CodeMessages messages,
            UnitOfWork unitOfWork,
            Clock clock) {
        this.challenges = challenges;
        this.throttles = throttles;
        this.issuer = issuer;
        this.messages = messages;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    @Override
    public OtpResend resend(ResendOtpCommand command) {
        OtpResend outcome = unitOfWork.execute(() -> challenges
                .findForUpdate(command.challengeId())
                .filter(found -> command.purpose()
                        .map(found.challenge().purpose()::equals)
                        .orElse(true))
                .map(found -> resend(command, found))
                .orElseGet(() -> new OtpResend.Over(RefusalReason.UNKNOWN_CHALLENGE)));
        if (!(outcome instanceof OtpResend.Sent sent)) {
            return outcome;
        }
        OtpChallenge challenge = sent.challenge().challenge();
        if (command.patience().isZero() || challenge.decoy() || messages.await(challenge.id(), command.patience())) {
            return outcome;
        }
        unitOfWork.execute(() -> {
            messages.cancel(challenge.id());
            return challenge;
        });
        return new OtpResend.NotDelivered();
    }

    private OtpResend resend(ResendOtpCommand command, OtpChallengeRepository.Locked found) {
        OtpChallenge challenge = found.challenge();
        if (!issuer.isFor(challenge, command.requester().origin())) {
            return new OtpResend.Over(RefusalReason.EXPIRED);
        }
        OtpPolicy policy = issuer.policyOf(challenge);
        Resend decision = challenge.resend(policy, clock.instant());
        if (decision instanceof Resend.Denied denied) {
            return new OtpResend.Over(denied.reason());
        }
        if (decision instanceof Resend.TooEarly tooEarly) {
            return new OtpResend.Refused(
                    new Throttled(new ThrottleLimit("code-cool-down", 1, policy.coolDown()), tooEarly.remaining()));
        }
        if (decision instanceof Resend.UsedUp) {
            return new OtpResend.UsedUp();
        }
        Optional<Throttled> throttled = issuer.chargeAgain(
                        throttles.call(),
                        challenge,
                        command.requester().locale(),
                        command.requester().origin())
                .take();
        if (throttled.isPresent()) {
            return new OtpResend.Refused(throttled.get());
        }
        Locale locale =
                found.user().map(User::locale).orElse(command.requester().locale());
        return new OtpResend.Sent(issuer.resend(((Resend.Granted) decision).next(), locale));
    }
}
