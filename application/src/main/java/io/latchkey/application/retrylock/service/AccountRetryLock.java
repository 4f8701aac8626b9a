package io.latchkey.application.retrylock.service;

import io.latchkey.application.retrylock.RetryLockSignInPolicy;
import io.latchkey.application.retrylock.port.RetryLockRepository;
import io.latchkey.application.session.PasswordLock;
import io.latchkey.application.session.SignInRules;
import io.latchkey.application.shared.Finding;
import io.latchkey.application.shared.service.Core;
import io.latchkey.domain.retrylock.RetryAttempt;
import io.latchkey.domain.retrylock.RetryLock;
import io.latchkey.domain.retrylock.RetryLockPolicy;
import io.latchkey.domain.user.SignInFailures;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Locks an account for everybody after a few wrong passwords. A login without an account is counted and locked like an
 * account.
 */
public final class AccountRetryLock implements PasswordLock {
    private final Core core;
    private final RetryLockRepository locks;
    private final RetryLockPolicy policy;

    AccountRetryLock(Core core, RetryLockRepository locks, RetryLockPolicy policy) {
        this.core = core;
        this.locks = locks;
        this.policy = policy;
    }

    /** Sign-in rules that use this lock. */
    public static SignInRules rules(Core core, RetryLockRepository locks, RetryLockSignInPolicy policy) {
        return new SignInRules(
                RetryLockSignInPolicy.RULES,
                new AccountRetryLock(core, locks, policy.retries()),
                policy.codePurpose(),
                policy.codeNeeded(),
                policy.accessTokenLifetime());
    }

    /**
     * Reads without a row lock first. Only a retry lock that would refuse is then held, because its time may start now.
     */
    @Override
    public Optional<Duration> findLock(UUID account) {
        RetryLock seen = core.unitOfWork().read(() -> locks.find(account));
        return seen.turnsAway(policy, core.clock().instant())
                ? core.unitOfWork()
                        .execute(() -> decide(account, true)
                                .fold(
                                        admitted -> Optional.empty(),
                                        counted -> Optional.empty(),
                                        locked -> Optional.of(refuse(account, locked))))
                : Optional.empty();
    }

    @Override
    public Optional<Duration> attempt(UUID account, boolean matches) {
        return decide(account, matches)
                .fold(
                        admitted -> {
                            locks.forget(List.of(account));
                            return Optional.empty();
                        },
                        counted -> {
                            locks.save(account, counted.next(), core.clock().instant());
                            return Optional.empty();
                        },
                        locked -> Optional.of(refuse(account, locked)));
    }

    private RetryAttempt decide(UUID account, boolean matches) {
        return locks.findForUpdate(account)
                .attempt(matches, policy, core.clock().instant());
    }

    private Duration refuse(UUID account, RetryAttempt.Locked locked) {
        core.decisions()
                .saw(Finding.refused("retry-lock").until(core.clock().instant().plus(locked.remaining())));
        locks.save(account, locked.next(), core.clock().instant());
        return locked.remaining();
    }

    /** The retry lock makes no origin wait. */
    @Override
    public SignInFailures countFromOrigin(SignInFailures before) {
        return before;
    }
}
