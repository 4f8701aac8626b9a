package io.latchkey.application.retrylock;

import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.retrylock.RetryLockPolicy;
import java.time.Duration;

/**
 * How one group of clients signs in.
 *
 * @param codePurpose what the codes of its second step are sent for
 * @param codeNeeded whether no password signs in without a code
 * @param accessTokenLifetime 1 min to 24 h; the access token is all those clients keep
 */
public record RetryLockSignInPolicy(
        RetryLockPolicy retries, OtpPurpose codePurpose, boolean codeNeeded, Duration accessTokenLifetime) {
    public RetryLockSignInPolicy {
        if (accessTokenLifetime.compareTo(Duration.ofMinutes(1)) < 0
                || accessTokenLifetime.compareTo(Duration.ofHours(24)) > 0) {
            throw new IllegalArgumentException("token-lifetime must be PT1M to PT24H");
        }
    }
}
