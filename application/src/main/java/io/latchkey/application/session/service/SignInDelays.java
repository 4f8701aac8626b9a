package io.latchkey.application.session.service;

import io.latchkey.application.session.PasswordLock;
import io.latchkey.domain.user.LockoutPolicy;
import io.latchkey.domain.user.SignInFailures;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** The standard lock. Wrong passwords make their origin wait, longer each time, and leave all other origins alone. */
final class SignInDelays implements PasswordLock {
    private final LockoutPolicy policy;
    private final Clock clock;

    SignInDelays(LockoutPolicy policy, Clock clock) {
        this.policy = policy;
        this.clock = clock;
    }

    @Override
    public Optional<Duration> findLock(UUID account) {
        return Optional.empty();
    }

    @Override
    public Optional<Duration> attempt(UUID account, boolean matches) {
        return Optional.empty();
    }

    @Override
    public SignInFailures countFromOrigin(SignInFailures before) {
        return policy.count(before, clock.instant());
    }
}
