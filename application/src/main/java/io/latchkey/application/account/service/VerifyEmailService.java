package io.latchkey.application.account.service;

import io.latchkey.application.account.EmailVerification;
import io.latchkey.application.account.VerifyEmailCommand;
import io.latchkey.application.account.VerifyEmailUseCase;
import io.latchkey.application.otp.CodeOrder;
import io.latchkey.application.otp.IssuedChallenge;
import io.latchkey.application.otp.port.BouncedAddresses;
import io.latchkey.application.session.Unconfirmed;
import io.latchkey.application.session.service.StepUp;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.throttle.TooSoon;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.user.User;
import java.util.List;
import java.util.Optional;

/**
 * Asks for a recent sign-in, looks how the address stands, applies the rules of sending, and lets the code through to an address that
 * bounced.
 */
final class VerifyEmailService implements VerifyEmailUseCase {
    private final ContactCodes codes;
    private final BouncedAddresses bounced;
    private final StepUp stepUp;
    private final UnitOfWork unitOfWork;

    VerifyEmailService(ContactCodes codes, BouncedAddresses bounced, StepUp stepUp, UnitOfWork unitOfWork) {
        this.codes = codes;
        this.bounced = bounced;
        this.stepUp = stepUp;
        this.unitOfWork = unitOfWork;
    }

    @Override
    public EmailVerification verify(VerifyEmailCommand command) {
        User user = command.caller().user();
        EmailAddress email = user.email();
        if (email == null || !user.hasVerified(email)) {
            return new EmailVerification.NoVerifiedEmail();
        }
        Optional<Unconfirmed> unconfirmed = stepUp.refuse(command.caller(), command.current());
        return unconfirmed.isPresent()
                ? new EmailVerification.NotConfirmed(unconfirmed.get())
                : unitOfWork.execute(() -> bounced.look(email)
                        .fold(
                                () -> send(user, email, command.origin(), false),
                                () -> send(user, email, command.origin(), true),
                                closed -> new EmailVerification.Closed(closed.retryAfter())));
    }

    private EmailVerification send(User user, EmailAddress email, ClientOrigin origin, boolean isProbe) {
        List<CodeOrder> orders = codes.orders(OtpPurpose.VERIFY_CONTACT, user, List.of(email));
        Optional<TooSoon> refusal = codes.admit(orders, origin);
        if (refusal.isPresent()) {
            return new EmailVerification.Refused(refusal.get());
        }
        IssuedChallenge issued = codes.send(orders, origin).get(0);
        return isProbe ? probe(email, issued) : new EmailVerification.Sent(issued);
    }

    /** A fixed code goes nowhere, so it proves nothing and opens nothing. */
    private EmailVerification probe(EmailAddress email, IssuedChallenge issued) {
        return issued.challenge().hasFixedCode()
                ? new EmailVerification.Sent(issued)
                : bounced.probe(email, issued.challenge())
                        // Another request was faster. This code's message fails, and nobody learns of its challenge.
                        .<EmailVerification>map(closed -> new EmailVerification.Closed(closed.retryAfter()))
                        .orElseGet(() -> new EmailVerification.Sent(issued));
    }
}
