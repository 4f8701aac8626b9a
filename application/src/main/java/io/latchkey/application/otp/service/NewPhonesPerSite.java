package io.latchkey.application.otp.service;

import io.latchkey.application.otp.CountedSendingRule;
import io.latchkey.application.otp.Sending;
import io.latchkey.application.otp.SendingCharge;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.throttle.ThrottleLimit;
import java.util.List;

/**
 * Caps what the whole site sends to phone numbers that no account has proven yet. It bounds what strangers can make the
 * operator pay. Codes that sign in or reset a password go to proven numbers, or to nobody, and are not counted.
 */
public final class NewPhonesPerSite implements CountedSendingRule {
    private final List<ThrottleLimit> limits;

    /** @param limits for example one per hour and one per day */
    public NewPhonesPerSite(List<ThrottleLimit> limits) {
        this.limits = List.copyOf(limits);
    }

    @Override
    public List<SendingCharge> charges(Sending sending) {
        OtpPurpose base = sending.purpose().builtIn();
        boolean isVerifying = base.equals(OtpPurpose.VERIFY_CONTACT);
        boolean isCounted = sending.contact().kind() == ContactKind.PHONE
                && !sending.fixedCode()
                && (isVerifying || base.isCustom() && sending.userId() == null);
        return isCounted ? limits.stream().map(SendingCharge::ofSite).toList() : List.of();
    }
}
