package io.latchkey.bootstrap.settings;

import io.latchkey.application.account.GuessLimits;
import io.latchkey.application.maintenance.RetentionPolicy;
import io.latchkey.application.retrylock.RetryLockSignInPolicy;
import io.latchkey.application.throttle.ThrottlePolicy;
import io.latchkey.adapters.platform.crypto.Argon2Settings;
import io.latchkey.adapters.platform.crypto.KeyRingPolicy;
import io.latchkey.adapters.platform.crypto.MasterSecrets;
import io.latchkey.bootstrap.settings.face.DhiwiseKeys;
import io.latchkey.domain.delivery.HealthPolicy;
import io.latchkey.domain.delivery.RetryPolicy;
import io.latchkey.domain.otp.CodeFormat;
import io.latchkey.domain.otp.OtpPolicies;
import io.latchkey.domain.otp.OtpPolicy;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.retrylock.RetryLockPolicy;
import io.latchkey.domain.session.SessionPolicy;
import io.latchkey.domain.throttle.ThrottleLimit;
import io.latchkey.domain.user.LockoutPolicy;
import io.latchkey.domain.user.PasswordPolicy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Makes the domain's policies out of settings; a refusal names the key. */
public final class Policies {
    private final Settings settings;

    public Policies(Settings settings) {
        this.settings = settings;
    }

    public OtpPolicies otp() {
        Map<OtpPolicies.Key, OtpPolicy> policies = new HashMap<>();
        for (OtpKeys keys : Catalog.otp()) {
            OtpPolicy policy = settings.build(keys.prefix(), read -> otp(read, keys));
            keys.channels().forEach(channel -> policies.put(new OtpPolicies.Key(keys.family(), channel), policy));
        }
        return settings.build("latchkey.otp", read -> new OtpPolicies(policies));
    }

    private static OtpPolicy otp(Settings settings, OtpKeys keys) {
        CodeFormat format = new CodeFormat(
                settings.get(keys.length()), settings.get(keys.alphabet()).symbols(), settings.get(keys.allowsShort()));
        return new OtpPolicy(
                format,
                settings.get(keys.lifetime()),
                settings.get(keys.maxAttempts()),
                settings.get(keys.maxSends()),
                settings.get(keys.coolDown()),
                settings.get(keys.generations()),
                settings.get(keys.generationWindow()),
                settings.get(keys.resend()));
    }

    public ThrottlePolicy throttles() {
        return new ThrottlePolicy(
                limit("code-per-address"),
                limit("code-per-destination"),
                limit("code-per-account"),
                limit("code-per-site"),
                limit("register-per-address"),
                limit("sign-in-per-address"),
                limit("availability-per-address"),
                limit("write-per-account"));
    }

    /** What {@link #throttles} has no place for: calls about codes whose contacts get blocked. */
    public ThrottleLimit guardedCodesPerAddress() {
        return limit("guarded-code-per-address");
    }

    /** Codes of one contact whose code is fixed. */
    public ThrottleLimit testNumbers() {
        return limit("test-number");
    }

    private ThrottleLimit limit(String name) {
        Catalog.ThrottleKeys keys = Catalog.throttle(name);
        return settings.build(
                "latchkey.throttle." + name,
                read -> new ThrottleLimit(name, read.get(keys.quota()), read.get(keys.window())));
    }

    public SessionPolicy sessions() {
        return settings.build(
                "latchkey.session",
                read -> new SessionPolicy(
                        read.get(Catalog.ACCESS_LIFETIME),
                        read.get(Catalog.SESSION_LIFETIME),
                        read.get(Catalog.SESSION_IDLE),
                        read.get(Catalog.REFRESH_GRACE),
                        read.get(Catalog.RECENT_SIGN_IN)));
    }

    public LockoutPolicy lockout() {
        return settings.build(
                "latchkey.sign-in",
                read -> new LockoutPolicy(
                        read.get(Catalog.LOCKOUT_FREE),
                        read.get(Catalog.LOCKOUT_FIRST),
                        read.get(Catalog.LOCKOUT_LONGEST)));
    }

    public PasswordPolicy passwords() {
        return settings.build("latchkey.password", read -> new PasswordPolicy(read.get(Catalog.PASSWORD_MIN_LENGTH)));
    }

    public Argon2Settings argon2() {
        return settings.build(
                "latchkey.password.argon2",
                read -> new Argon2Settings(
                        read.get(Catalog.ARGON2_MEMORY),
                        read.get(Catalog.ARGON2_ITERATIONS),
                        read.get(Catalog.ARGON2_PARALLELISM),
                        read.find(Catalog.ARGON2_CONCURRENT)
                                .orElse(Runtime.getRuntime().availableProcessors()),
                        read.get(Catalog.ARGON2_QUEUE),
                        read.get(Catalog.ARGON2_WAIT)));
    }

    public KeyRingPolicy keyRing() {
        return settings.build(
                "latchkey.token",
                read -> new KeyRingPolicy(
                        read.get(Catalog.TOKEN_KEY_LIFETIME),
                        read.get(Catalog.TOKEN_KEY_LEAD),
                        longestAccessToken(read)));
    }

    private static Duration longestAccessToken(Settings settings) {
        Duration ofFaces = settings.get(DhiwiseKeys.TOKEN_LIFETIME);
        Duration usual = settings.get(Catalog.ACCESS_LIFETIME);
        return usual.compareTo(ofFaces) < 0 ? ofFaces : usual;
    }

    /** How clients of the dhiwise face sign in. */
    public RetryLockSignInPolicy dhiwiseSignIn() {
        RetryLockPolicy retries = settings.build(
                DhiwiseKeys.FACE.prefix() + ".retry-lock",
                read -> new RetryLockPolicy(
                        read.get(DhiwiseKeys.RETRY_LIMIT), read.get(DhiwiseKeys.RETRY_REACTIVATION)));
        return settings.build(
                DhiwiseKeys.FACE.prefix(),
                read -> new RetryLockSignInPolicy(
                        retries,
                        OtpPurpose.SIGN_IN.forApp(DhiwiseKeys.FACE.face()),
                        read.get(DhiwiseKeys.TWO_FACTOR),
                        read.get(DhiwiseKeys.TOKEN_LIFETIME)));
    }

    /** Limits on the reset codes of the dhiwise face. */
    public GuessLimits dhiwiseGuesses() {
        return new GuessLimits(
                settings.build(
                        DhiwiseKeys.FACE.prefix() + ".guess-per-address",
                        read -> new ThrottleLimit(
                                "dhiwise-guess-per-address",
                                read.get(DhiwiseKeys.ADDRESS_GUESSES),
                                read.get(DhiwiseKeys.ADDRESS_WINDOW))),
                settings.build(
                        DhiwiseKeys.FACE.prefix() + ".guess-per-face",
                        read -> new ThrottleLimit(
                                "dhiwise-guess-per-face",
                                read.get(DhiwiseKeys.FACE_GUESSES),
                                read.get(DhiwiseKeys.FACE_WINDOW))));
    }

    public RetryPolicy delivery() {
        return settings.build(
                "latchkey.delivery",
                read -> new RetryPolicy(
                        read.get(Catalog.DELIVERY_FIRST_WAIT),
                        read.get(Catalog.DELIVERY_LONGEST_WAIT),
                        read.get(Catalog.DELIVERY_CLAIM),
                        read.get(Catalog.DELIVERY_ON_UNKNOWN)));
    }

    public HealthPolicy health() {
        return settings.build(
                "latchkey.delivery.health",
                read -> new HealthPolicy(
                        new HealthPolicy.Breaker(
                                read.get(Catalog.HEALTH_MEMORY),
                                read.get(Catalog.HEALTH_MIN_FAILURES),
                                read.get(Catalog.HEALTH_FAILURE_PERCENT) / 100.0,
                                read.get(Catalog.HEALTH_PAUSE),
                                read.get(Catalog.HEALTH_LONGEST_PAUSE),
                                read.get(Catalog.HEALTH_RAMP),
                                read.get(Catalog.HEALTH_SLOW_CALL)),
                        new HealthPolicy.Receipts(
                                read.get(Catalog.HEALTH_LATE_RECEIPT),
                                read.get(Catalog.HEALTH_RECEIPT_WINDOW),
                                read.get(Catalog.HEALTH_MIN_RECEIPTS),
                                read.get(Catalog.HEALTH_HEALTHY_PERCENT) / 100.0,
                                read.get(Catalog.HEALTH_SICK_PERCENT) / 100.0)));
    }

    public RetentionPolicy retention() {
        return settings.build(
                "latchkey.retention",
                read -> new RetentionPolicy(
                        read.get(Catalog.KEEP_CHALLENGES),
                        read.get(Catalog.KEEP_MESSAGES),
                        read.get(Catalog.KEEP_SESSIONS),
                        read.get(Catalog.KEEP_PENDING),
                        read.get(Catalog.KEEP_FAILURES)));
    }

    /** @param secret the operator's, or the generated one of dev mode */
    public MasterSecrets secrets(String secret) {
        try {
            return new MasterSecrets(secret, settings.get(Catalog.PREVIOUS_SECRETS));
        } catch (IllegalArgumentException bad) {
            throw new InvalidSettingException(
                    Catalog.SECRET.key() + " and " + Catalog.PREVIOUS_SECRETS.key() + " " + bad.getMessage() + ".");
        }
    }
}
