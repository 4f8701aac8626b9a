package io.latchkey.domain.otp;

import io.latchkey.domain.shared.ContactKind;
import java.util.Map;

/** The policy of each purpose for each kind of contact. All custom purposes share one policy. */
public final class OtpPolicies {
    private final Map<Key, OtpPolicy> policies;

    /**
     * Takes one policy for each key.
     *
     * @throws IllegalArgumentException when a code that signs in lives longer than ten minutes
     */
    public OtpPolicies(Map<Key, OtpPolicy> policies) {
        policies.forEach((key, policy) -> {
            if (key.authenticates() && policy.lifetime().compareTo(OtpPolicy.LONGEST_SIGN_IN_LIFETIME) > 0) {
                throw new IllegalArgumentException("lifetime must be at most PT10M for a code that signs in");
            }
        });
        this.policies = Map.copyOf(policies);
    }

    /** The policy that binds a code of this purpose, sent to this kind of contact. */
    public OtpPolicy get(OtpPurpose purpose, ContactKind kind) {
        OtpPolicy policy = policies.get(new Key(purpose.policyName(), kind));
        if (policy == null) {
            throw new IllegalStateException("no policy for " + purpose + " by " + kind);
        }
        return policy;
    }

    /**
     * Key of a policy.
     *
     * @param policyName the name that {@link OtpPurpose#policyName()} answers
     */
    public record Key(String policyName, ContactKind kind) {
        private boolean authenticates() {
            return !policyName.equals(OtpPurpose.CUSTOM_POLICY) && new OtpPurpose(policyName).authenticates();
        }
    }
}
