package io.latchkey.domain.otp;

import io.latchkey.domain.shared.ContactKind;
import java.time.Duration;
import java.util.Map;

/** The policy of each purpose for each kind of contact. All custom purposes share one policy. */
public final class OtpPolicies {
    private final Map<Key, OtpPolicy> policies;
    private final CustomPurposes customPurposes;

    /**
     * Takes one policy for each key. Every custom purpose is allowed.
     *
     * @throws IllegalArgumentException when a code lives longer than its deed allows
     */
    public OtpPolicies(Map<Key, OtpPolicy> policies) {
        this(policies, Map.of(), CustomPurposes.ANY);
    }

    /**
     * Takes one policy for each key.
     *
     * @param deeds what codes of apps do that do something else than the native API's of the same name, by the name of
     *     their policy
     * @throws IllegalArgumentException when a code lives longer than its deed allows
     */
    public OtpPolicies(Map<Key, OtpPolicy> policies, Map<String, CodeDeed> deeds, CustomPurposes customPurposes) {
        policies.forEach((key, policy) -> {
            CodeDeed deed = deeds.getOrDefault(key.policyName(), key.deed());
            Duration longest = deed.longestLifetime(key.kind());
            if (policy.lifetime().compareTo(longest) > 0) {
                throw new IllegalArgumentException(
                        "lifetime must be at most " + (longest.equals(OtpPolicy.LONGEST_LIFETIME) ? "PT24H" : longest)
                                + " for " + deed.words(key.kind()));
            }
        });
        this.policies = Map.copyOf(policies);
        this.customPurposes = customPurposes;
    }

    /**
     * Refuses a purpose for which no new code may be sent.
     *
     * @throws io.latchkey.domain.shared.InvalidValueException when it is a custom purpose that the operator does not list
     */
    public void require(OtpPurpose purpose) {
        customPurposes.require(purpose);
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
        private CodeDeed deed() {
            return policyName.equals(OtpPurpose.CUSTOM_POLICY)
                    ? CodeDeed.CUSTOM
                    : CodeDeed.of(new OtpPurpose(policyName));
        }
    }
}
