package io.latchkey.application.retrylock.service;

import io.latchkey.application.otp.service.OtpUseCases;
import io.latchkey.application.retrylock.RetryLockSignInPolicy;
import io.latchkey.application.retrylock.SignInUnderRetryLockUseCase;
import io.latchkey.application.session.service.SessionUseCases;
import io.latchkey.application.shared.service.Core;
import io.latchkey.application.throttle.ThrottlePolicy;
import io.latchkey.application.throttle.service.Throttles;
import io.latchkey.application.user.port.RetryLockRepository;
import io.latchkey.application.user.port.SignInFailureRepository;
import io.latchkey.application.user.service.UserParts;

/** The use case of the retry lock. */
public final class RetryLockUseCases {
    public final SignInUnderRetryLockUseCase signInUnderRetryLock;

    /** What the feature needs from outside. */
    public record Ports(SignInFailureRepository failures, RetryLockRepository locks) {}

    /** @param secondFactorRequired whether every password sign-in is followed by a code, whatever the policy says */
    public record Policies(RetryLockSignInPolicy signIn, ThrottlePolicy throttles, boolean secondFactorRequired) {}

    public RetryLockUseCases(
            Core core,
            Throttles throttles,
            UserParts accounts,
            OtpUseCases otp,
            SessionUseCases sessions,
            Ports ports,
            Policies policies) {
        signInUnderRetryLock = new SignInUnderRetryLockService(
                ports.failures(),
                ports.locks(),
                accounts.users(),
                accounts.hasher(),
                policies.signIn(),
                policies.throttles(),
                throttles,
                otp.sendCode,
                otp.verifier,
                accounts.adoption(),
                sessions.opener,
                sessions.minter,
                policies.secondFactorRequired(),
                core.digester(),
                core.unitOfWork(),
                core.audit(),
                core.clock());
    }
}
