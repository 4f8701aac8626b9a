package io.latchkey.application.otp.service;

import io.latchkey.application.otp.CountedSendingRule;
import io.latchkey.application.otp.Sending;
import io.latchkey.application.otp.SendingCharge;
import io.latchkey.application.throttle.CodesUsedUp;
import io.latchkey.domain.otp.OtpPolicies;
import io.latchkey.domain.otp.OtpPolicy;
import io.latchkey.domain.throttle.ThrottleLimit;
import java.util.List;

/** The number of messages of one purpose to one contact in a window ({@link OtpPolicy#generations}). */
final class CodesPerWindow implements CountedSendingRule {
    private final OtpPolicies policies;

    CodesPerWindow(OtpPolicies policies) {
        this.policies = policies;
    }

    ThrottleLimit limit(Sending sending) {
        OtpPolicy policy = policies.get(sending.purpose(), sending.contact().kind());
        return new ThrottleLimit("code-per-purpose", policy.generations(), policy.generationWindow());
    }

    @Override
    public List<SendingCharge> charges(Sending sending) {
        return sending.fixedCode()
                ? List.of()
                : List.of(new SendingCharge(limit(sending), sending.perPurpose(), CodesUsedUp::new));
    }
}
