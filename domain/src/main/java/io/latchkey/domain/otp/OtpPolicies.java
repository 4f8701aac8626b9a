package io.latchkey.domain.otp;

import io.latchkey.domain.shared.ContactKind;
import java.util.Map;

/** The policy of every purpose on every channel; purposes {@code custom:…} share one. */
public final class OtpPolicies {
    private final Map<Key, OtpPolicy> policies;

    /** @throws IllegalArgumentException when a code that signs in lives longer than ten minutes */
    public OtpPolicies(Map<Key, OtpPolicy> policies) {
        policies.forEach((key, policy) -> {
            boolean signsIn = key.family().endsWith("sign-in") || key.family().endsWith("second-factor");
            if (signsIn && policy.lifetime().compareTo(OtpPolicy.LONGEST_SIGN_IN_LIFETIME) > 0) {
                throw new IllegalArgumentException("lifetime must be at most PT10M for a code that signs in");
            }
        });
        this.policies = Map.copyOf(policies);
    }

    /** The policy that binds a code of this purpose on this channel. */
    public OtpPolicy get(OtpPurpose purpose, ContactKind kind) {
        OtpPolicy policy = policies.get(new Key(purpose.family(), kind));
        if (policy == null) {
            throw new IllegalStateException("no policy for " + purpose + " by " + kind);
        }
        return policy;
    }

    /** @param family {@link OtpPurpose#family()} */
    public record Key(String family, ContactKind kind) {}
}
