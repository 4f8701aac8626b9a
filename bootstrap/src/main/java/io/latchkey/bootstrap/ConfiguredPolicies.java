package io.latchkey.bootstrap;

import io.latchkey.application.Policies;
import io.latchkey.application.account.GuessLimits;
import io.latchkey.application.maintenance.RetentionPolicy;
import io.latchkey.application.message.NoticePolicy;
import io.latchkey.application.otp.SendingRule;
import io.latchkey.application.otp.service.NewPhonesPerSite;
import io.latchkey.application.otp.service.UnreachablePhones;
import io.latchkey.application.retrylock.RetryLockSignInPolicy;
import io.latchkey.application.shared.service.ReachablePhones;
import io.latchkey.application.throttle.ThrottlePolicy;
import io.latchkey.bootstrap.settings.Catalog;
import io.latchkey.bootstrap.settings.Settings;
import io.latchkey.bootstrap.settings.face.DhiwiseKeys;
import io.latchkey.bootstrap.settings.face.FaceKeys;
import io.latchkey.bootstrap.settings.subject.AdminKeys;
import io.latchkey.bootstrap.settings.subject.CredentialKeys;
import io.latchkey.bootstrap.settings.subject.DeliveryKeys;
import io.latchkey.bootstrap.settings.subject.HealthKeys;
import io.latchkey.bootstrap.settings.subject.NoticeKeys;
import io.latchkey.bootstrap.settings.subject.OtpKeys;
import io.latchkey.bootstrap.settings.subject.PasswordKeys;
import io.latchkey.bootstrap.settings.subject.PhoneKeys;
import io.latchkey.bootstrap.settings.subject.RequestKeys;
import io.latchkey.bootstrap.settings.subject.RetentionKeys;
import io.latchkey.bootstrap.settings.subject.SessionKeys;
import io.latchkey.bootstrap.settings.subject.SignInKeys;
import io.latchkey.bootstrap.settings.subject.ThrottleKeys;
import io.latchkey.domain.admin.AdminPolicy;
import io.latchkey.domain.delivery.HealthPolicy;
import io.latchkey.domain.delivery.ProbePolicy;
import io.latchkey.domain.delivery.RetryPolicy;
import io.latchkey.domain.otp.FixedCodeNumbers;
import io.latchkey.domain.otp.OtpPolicies;
import io.latchkey.domain.session.SessionPolicy;
import io.latchkey.domain.throttle.ThrottleLimit;
import io.latchkey.domain.user.CredentialPolicy;
import io.latchkey.domain.user.LockoutPolicy;
import io.latchkey.domain.user.PasswordPolicies;
import io.latchkey.domain.user.PasswordRules;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Makes the policies from the settings. */
final class ConfiguredPolicies implements Policies {
    private final Settings settings;
    private final FixedCodeNumbers testNumbers;

    /** @param testNumbers contacts with fixed codes */
    ConfiguredPolicies(Settings settings, FixedCodeNumbers testNumbers) {
        this.settings = settings;
        this.testNumbers = testNumbers;
    }

    /** Every policy that is made of values which may be refused. */
    static List<Function<Policies, ?>> all() {
        return List.of(
                Policies::otp,
                Policies::sessions,
                Policies::throttles,
                Policies::lockout,
                Policies::passwords,
                Policies::retention,
                Policies::perTestNumber,
                Policies::guardedCodesPerAddress,
                Policies::retryLockSignIn,
                Policies::guesses,
                Policies::retry,
                Policies::health,
                Policies::administration,
                Policies::sendingRules);
    }

    @Override
    public OtpPolicies otp() {
        return OtpKeys.policies(settings, Catalog.otp());
    }

    @Override
    public SessionPolicy sessions() {
        return SessionKeys.policy(settings);
    }

    @Override
    public ThrottlePolicy throttles() {
        return ThrottleKeys.policy(settings);
    }

    @Override
    public LockoutPolicy lockout() {
        return SignInKeys.lockout(settings);
    }

    @Override
    public LockoutPolicy strangers() {
        return SignInKeys.strangers(settings);
    }

    @Override
    public PasswordPolicies passwords() {
        Map<String, PasswordRules> ofFaces = new HashMap<>();
        for (FaceKeys face : Catalog.faces()) {
            face.passwordRules(settings).ifPresent(rules -> ofFaces.put(face.face(), rules));
        }
        return new PasswordPolicies(PasswordKeys.policy(settings), ofFaces);
    }

    @Override
    public RetentionPolicy retention() {
        return RetentionKeys.policy(settings);
    }

    @Override
    public FixedCodeNumbers testNumbers() {
        return testNumbers;
    }

    @Override
    public ThrottleLimit perTestNumber() {
        return ThrottleKeys.TEST_NUMBER.limit(settings);
    }

    @Override
    public ThrottleLimit guardedCodesPerAddress() {
        return ThrottleKeys.GUARDED_CODE_PER_ADDRESS.limit(settings);
    }

    @Override
    public List<SendingRule> sendingRules() {
        ReachablePhones reachable = new ReachablePhones(Configuration.numbers(settings), PhoneKeys.policy(settings));
        return List.of(
                new UnreachablePhones(reachable),
                new NewPhonesPerSite(List.of(
                        ThrottleKeys.NEW_PHONES_PER_HOUR.limit(settings),
                        ThrottleKeys.NEW_PHONES_PER_DAY.limit(settings))));
    }

    @Override
    public RetryLockSignInPolicy retryLockSignIn() {
        return DhiwiseKeys.signIn(settings);
    }

    @Override
    public GuessLimits guesses() {
        return DhiwiseKeys.guesses(settings);
    }

    @Override
    public NoticePolicy notices() {
        return NoticeKeys.policy(settings);
    }

    @Override
    public RetryPolicy retry() {
        return DeliveryKeys.policy(settings);
    }

    @Override
    public ProbePolicy probes() {
        return DeliveryKeys.probes(settings);
    }

    @Override
    public HealthPolicy health() {
        return HealthKeys.policy(settings);
    }

    /** Three quarters of the workers, so that a provider that hangs leaves workers for others. */
    @Override
    public int mostCallsToOneProvider() {
        return Math.max(1, settings.get(DeliveryKeys.WORKERS) * 3 / 4);
    }

    @Override
    public boolean handsConcealedCodesOver() {
        return settings.get(DeliveryKeys.HANDED_CONCEALED);
    }

    @Override
    public boolean secondFactorRequired() {
        return settings.get(SignInKeys.SECOND_FACTOR_REQUIRED);
    }

    @Override
    public boolean soleContactResets() {
        return settings.get(SignInKeys.SOLE_CONTACT_RESETS);
    }

    @Override
    public CredentialPolicy credentials() {
        return CredentialKeys.policy(settings);
    }

    @Override
    public AdminPolicy administration() {
        return AdminKeys.policy(settings);
    }

    @Override
    public boolean emailIsFactor() {
        return settings.get(SessionKeys.EMAIL_IS_FACTOR);
    }

    @Override
    public boolean tellsContacts() {
        return settings.get(RequestKeys.TELL_CONTACTS);
    }

    @Override
    public boolean changeEndsCredentials() {
        return settings.get(PasswordKeys.CHANGE_ENDS_CREDENTIALS);
    }
}
