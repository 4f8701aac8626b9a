package io.latchkey.application.otp.service;

import io.latchkey.application.otp.CountedSendingRule;
import io.latchkey.application.otp.Sending;
import io.latchkey.application.otp.SendingCharge;
import io.latchkey.domain.otp.OtpPolicies;
import io.latchkey.domain.otp.OtpPolicy;
import io.latchkey.domain.throttle.ThrottleLimit;
import java.util.List;

/** The shortest time between two messages of one purpose to one contact. */
final class CoolDown implements CountedSendingRule {
    private final OtpPolicies policies;

    CoolDown(OtpPolicies policies) {
        this.policies = policies;
    }

    /** @param policy one with a cool-down */
    static ThrottleLimit limit(OtpPolicy policy) {
        return new ThrottleLimit("code-cool-down", 1, policy.coolDown());
    }

    @Override
    public List<SendingCharge> charges(Sending sending) {
        OtpPolicy policy = policies.get(sending.purpose(), sending.contact().kind());
        return sending.fixedCode() || policy.coolDown().isZero()
                ? List.of()
                : List.of(new SendingCharge(limit(policy), sending.perPurpose()));
    }
}
