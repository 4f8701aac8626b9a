package io.latchkey.bootstrap;

import io.latchkey.application.account.GuessLimits;
import io.latchkey.application.maintenance.RetentionPolicy;
import io.latchkey.application.retrylock.RetryLockSignInPolicy;
import io.latchkey.application.throttle.ThrottlePolicy;
import io.latchkey.bootstrap.settings.Catalog;
import io.latchkey.bootstrap.settings.Policies;
import io.latchkey.bootstrap.settings.Settings;
import io.latchkey.domain.delivery.HealthPolicy;
import io.latchkey.domain.delivery.RetryPolicy;
import io.latchkey.domain.otp.FixedCodeNumbers;
import io.latchkey.domain.otp.OtpPolicies;
import io.latchkey.domain.session.SessionPolicy;
import io.latchkey.domain.throttle.ThrottleLimit;
import io.latchkey.domain.user.LockoutPolicy;
import io.latchkey.domain.user.PasswordPolicy;

/** The policies that the settings make. */
final class ConfiguredPolicies implements io.latchkey.application.Policies {
    private final Settings settings;
    private final Policies policies;
    private final FixedCodeNumbers testNumbers;

    /** @param testNumbers contacts with fixed codes */
    ConfiguredPolicies(Settings settings, FixedCodeNumbers testNumbers) {
        this.settings = settings;
        this.policies = new Policies(settings);
        this.testNumbers = testNumbers;
    }

    @Override
    public OtpPolicies otp() {
        return policies.otp();
    }

    @Override
    public SessionPolicy sessions() {
        return policies.sessions();
    }

    @Override
    public ThrottlePolicy throttles() {
        return policies.throttles();
    }

    @Override
    public LockoutPolicy lockout() {
        return policies.lockout();
    }

    @Override
    public PasswordPolicy passwords() {
        return policies.passwords();
    }

    @Override
    public RetentionPolicy retention() {
        return policies.retention();
    }

    @Override
    public FixedCodeNumbers testNumbers() {
        return testNumbers;
    }

    @Override
    public ThrottleLimit perTestNumber() {
        return policies.testNumbers();
    }

    @Override
    public ThrottleLimit guardedCodesPerAddress() {
        return policies.guardedCodesPerAddress();
    }

    @Override
    public RetryLockSignInPolicy retryLockSignIn() {
        return policies.dhiwiseSignIn();
    }

    @Override
    public GuessLimits guesses() {
        return policies.dhiwiseGuesses();
    }

    @Override
    public RetryPolicy retry() {
        return policies.delivery();
    }

    @Override
    public HealthPolicy health() {
        return policies.health();
    }

    /** A provider that hangs must leave workers for others. */
    @Override
    public int mostCallsToOneProvider() {
        return Math.max(1, settings.get(Catalog.DELIVERY_WORKERS) * 3 / 4);
    }

    @Override
    public boolean secondFactorRequired() {
        return settings.get(Catalog.SECOND_FACTOR_REQUIRED);
    }

    @Override
    public boolean tellsContacts() {
        return settings.get(Catalog.TELL_CONTACTS);
    }
}
