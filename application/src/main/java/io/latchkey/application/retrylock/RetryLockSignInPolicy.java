package io.latchkey.application.retrylock;

import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.retrylock.RetryLockPolicy;
import java.time.Duration;

/**
 * How clients sign in under a retry lock.
 *
 * @param retries when wrong passwords lock an account
 * @param codePurpose what the codes of the second step are sent for
 * @param codeNeeded whether no password signs in without a code
 * @param accessTokenLifetime 1 min to 24 h; the access token is all that those clients keep
 */
public record RetryLockSignInPolicy(
        RetryLockPolicy retries, OtpPurpose codePurpose, boolean codeNeeded, Duration accessTokenLifetime) {
    /** Name by which a {@link io.latchkey.application.session.SignInCommand} chooses the rules of this policy. */
    public static final String RULES = "retry-lock";

    public RetryLockSignInPolicy {
        if (accessTokenLifetime.compareTo(Duration.ofMinutes(1)) < 0
                || accessTokenLifetime.compareTo(Duration.ofHours(24)) > 0) {
            throw new IllegalArgumentException("token-lifetime must be PT1M to PT24H");
        }
    }
}
