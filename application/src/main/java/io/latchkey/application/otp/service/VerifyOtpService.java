package io.latchkey.application.otp.service;

import io.latchkey.application.delivery.port.DispatchTrigger;
import io.latchkey.application.otp.OtpVerification;
import io.latchkey.application.otp.VerifyOtpCommand;
import io.latchkey.application.otp.VerifyOtpUseCase;
import io.latchkey.application.otp.port.ProofIssuer;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.user.port.ContactTakenException;
import io.latchkey.application.user.port.UserRepository;
import io.latchkey.application.user.service.Notices;
import io.latchkey.domain.delivery.MessageKind;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.user.User;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Verifies contacts and custom purposes; codes that sign in or reset a password are spent where they act. */
public final class VerifyOtpService implements VerifyOtpUseCase {
    private final CodeVerifier verifier;
    private final UserRepository users;
    private final Notices notices;
    private final ProofIssuer proofs;
    private final UnitOfWork unitOfWork;
    private final DispatchTrigger dispatch;
    private final AuditTrail audit;
    private final Clock clock;

    public VerifyOtpService(
            CodeVerifier verifier,
            UserRepository users,
            Notices notices,
            ProofIssuer proofs,
            UnitOfWork unitOfWork,
            DispatchTrigger dispatch,
            AuditTrail audit,
            Clock clock) {
        this.verifier = verifier;
        this.users = users;
        this.notices = notices;
        this.proofs = proofs;
        this.unitOfWork = unitOfWork;
        this.dispatch = dispatch;
        this.audit = audit;
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
        dispatch.wake();
        return step instanceof Step.Done done
                ? new OtpVerification.Verified(proofs.issue(done.challenge(), clock.instant()))
                : ((Step.Refused) step).refusal();
    }

    private Step step(VerifyOtpCommand command) {
        CodeVerifier.Check check = verifier.check(
                command.challengeId(),
                command.guess(),
                purpose -> purpose.isCustom() || purpose.equals(OtpPurpose.VERIFY_CONTACT));
        if (check instanceof CodeVerifier.Check.Wrong wrong) {
            return new Step.Refused(new OtpVerification.Refused(wrong.reason(), wrong.attemptsLeft()));
        }
        CodeVerifier.Check.Right right = (CodeVerifier.Check.Right) check;
        if (right.challenge().purpose().equals(OtpPurpose.VERIFY_CONTACT)) {
            right.user().ifPresent(user -> adopt(user, right.challenge().contact()));
        }
        return new Step.Done(right.challenge());
    }

    private void adopt(User user, Contact contact) {
        Instant now = clock.instant();
        List<Contact> replaced = user.verifiedContact(contact.channel()).stream()
                .filter(old -> !old.key().equals(contact.key()))
                .toList();
        users.update(user.verify(contact, now));
        notices.send(MessageKind.CONTACT_CHANGED, replaced, user.locale());
        audit.record(
                AuditTrail.Event.CONTACT_VERIFIED,
                Map.of(
                        "user",
                        user.id().toString(),
                        "channel",
                        contact.channel().wireName()));
    }
}
