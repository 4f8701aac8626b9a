package io.latchkey.application.otp.service;

import io.latchkey.application.otp.OtpVerification;
import io.latchkey.application.otp.VerifyOtpCommand;
import io.latchkey.application.otp.VerifyOtpUseCase;
import io.latchkey.application.otp.port.ProofIssuer;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.user.port.ContactTakenException;
import io.latchkey.application.user.service.ContactAdoption;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpPurpose;
import java.time.Clock;

/** Verifies contacts and custom purposes; codes that sign in or reset a password are spent where they act. */
public final class VerifyOtpService implements VerifyOtpUseCase {
    private final CodeVerifier verifier;
    private final ContactAdoption adoption;
    private final ProofIssuer proofs;
    private final UnitOfWork unitOfWork;
    private final Clock clock;

    public VerifyOtpService(
            CodeVerifier verifier, ContactAdoption adoption, ProofIssuer proofs, UnitOfWork unitOfWork, Clock clock) {
        this.verifier = verifier;
        this.adoption = adoption;
        this.proofs = proofs;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    private sealed interface Step {
        record Done(OtpChallenge challenge) implements Step {}

        record Refused(OtpVerification.Refused refusal) implements Step {}
    }

    @Override
    public OtpVerification verify(VerifyOtpCommand command) {
        Step step;
        try {
            step = unitOfWork.execute(() -> step(command));
        } catch (ContactTakenException taken) {
            return new OtpVerification.ContactTaken();
        }
        return step instanceof Step.Done done
                ? new OtpVerification.Verified(proofs.issue(done.challenge(), clock.instant()))
                : ((Step.Refused) step).refusal();
    }

    private Step step(VerifyOtpCommand command) {
        CodeVerifier.Check check = verifier.check(
                command.challengeId(),
                command.guess(),
                command.origin(),
                purpose -> purpose.isCustom() || purpose.equals(OtpPurpose.VERIFY_CONTACT));
        if (check instanceof CodeVerifier.Check.Wrong wrong) {
            return new Step.Refused(new OtpVerification.Refused(wrong.reason(), wrong.attemptsLeft()));
        }
        CodeVerifier.Check.Right right = (CodeVerifier.Check.Right) check;
        if (right.challenge().purpose().equals(OtpPurpose.VERIFY_CONTACT)) {
            right.user()
                    .ifPresent(user -> adoption.adopt(user, right.challenge().contact()));
        }
        return new Step.Done(right.challenge());
    }
}
