package io.latchkey.application.retrylock;

import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.retrylock.RetryLockPolicy;
import java.time.Duration;

/**
 * Rules for clients that sign in under a retry lock.
 *
 * @param retries when wrong passwords lock an account
 * @param codePurpose purpose of the second step's codes
 * @param codeNeeded whether every sign-in by password also needs a code
 * @param accessTokenLifetime 1 min to 24 h; these clients keep only the access token
 */
public record RetryLockSignInPolicy(
        RetryLockPolicy retries, OtpPurpose codePurpose, boolean codeNeeded, Duration accessTokenLifetime) {
    /** A {@link io.latchkey.application.session.SignInCommand} chooses the rules of this policy by this name. */
    public static final String RULES = "retry-lock";

    public RetryLockSignInPolicy {
        if (accessTokenLifetime.compareTo(Duration.ofMinutes(1)) < 0
                || accessTokenLifetime.compareTo(Duration.ofHours(24)) > 0) {
            throw new IllegalArgumentException("token-lifetime must be PT1M to PT24H");
        }
    }
}
