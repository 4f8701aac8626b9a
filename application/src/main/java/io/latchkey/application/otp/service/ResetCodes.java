package io.latchkey.application.otp.service;

import io.latchkey.application.otp.CodeOrder;
import io.latchkey.application.user.service.TwoFactors;
import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.user.User;
import java.util.Optional;

/**
 * Keeps codes that reset a password away from the contact of the second factor. The requester gets the same answer, and
 * the owner is told to ask with another contact.
 */
public final class ResetCodes {
    private final TwoFactors twoFactors;

    ResetCodes(TwoFactors twoFactors) {
        this.twoFactors = twoFactors;
    }

    /** The order itself, or one that looks the same and sends a notice in place of the code. */
    public CodeOrder guarded(CodeOrder order, User user) {
        boolean isSafe = !order.purpose().builtIn().equals(OtpPurpose.RESET_PASSWORD)
                || twoFactors.mayReset(user, order.contact());
        return isSafe ? order : order.asDecoy().saying(MessageKind.RESET_ELSEWHERE);
    }

    /** The verified contact that resets the password of an account that was named without one; else any verified contact. */
    public Optional<Contact> contactOf(User user) {
        return user.verifiedContacts().stream()
                .filter(contact -> twoFactors.mayReset(user, contact))
                .findFirst()
                .or(() -> user.verifiedContacts().stream().findFirst());
    }
}
