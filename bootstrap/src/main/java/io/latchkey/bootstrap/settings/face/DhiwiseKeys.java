package io.latchkey.bootstrap.settings.face;

import io.latchkey.application.account.GuessLimits;
import io.latchkey.application.retrylock.RetryLockSignInPolicy;
import io.latchkey.bootstrap.settings.key.Setting;
import io.latchkey.bootstrap.settings.key.SettingReader;
import io.latchkey.bootstrap.settings.key.SettingType;
import io.latchkey.bootstrap.settings.subject.PurposeKeys;
import io.latchkey.domain.otp.CodeDeed;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.retrylock.RetryLockPolicy;
import io.latchkey.domain.throttle.ThrottleLimit;
import java.time.Duration;

/** The keys of the dhiwise face. */
public final class DhiwiseKeys {
    public static final FaceKeys FACE = new FaceKeys("dhiwise");

    public static final PurposeKeys RESET_OTP = FACE.otp(
            OtpPurpose.RESET_PASSWORD,
            "reset-otp",
            CodeDeed.RESETS_PASSWORD,
            new PurposeKeys.Defaults(8, "PT10M", 5, 4, "PT0S", 4, "PT15M"));
    public static final PurposeKeys LOGIN_OTP = FACE.otp(
            OtpPurpose.SIGN_IN,
            "login-otp",
            CodeDeed.GIVES_ACCESS,
            new PurposeKeys.Defaults(6, "PT10M", 5, 4, "PT0S", 4, "PT15M"));

    public static final Setting<Boolean> TWO_FACTOR = FACE.setting(
            "two-factor",
            SettingType.BOOLEAN,
            "false",
            "whether every sign-in needs a code; login then fails, and send_login_otp and login_with_otp take its place");
    public static final Setting<Duration> TOKEN_LIFETIME = FACE.setting(
            "token-lifetime", SettingType.DURATION, "PT24H", "life of the access token login answers; PT1M to PT24H");
    public static final Setting<Integer> RETRY_LIMIT = FACE.setting(
            "retry-lock.limit",
            SettingType.number(1, 20),
            "3",
            "wrong passwords in a row that are answered as such; the attempt after them locks the account");
    public static final Setting<Duration> RETRY_REACTIVATION =
            FACE.setting("retry-lock.reactivation", SettingType.DURATION, "PT20M", "how long that lock lasts");
    public static final Setting<Integer> ADDRESS_GUESSES = FACE.setting(
            "guess-per-address.quota",
            SettingType.number(0, 100_000_000),
            "10",
            "wrong reset codes of one client address; 0 for no limit");
    public static final Setting<Duration> ADDRESS_WINDOW =
            FACE.setting("guess-per-address.window", SettingType.DURATION, "PT10M", "window of that limit");
    public static final Setting<Integer> FACE_GUESSES = FACE.setting(
            "guess-per-face.quota",
            SettingType.number(0, 100_000_000),
            "100",
            "wrong reset codes of all clients together, or, where they name an e-mail address, per address named;"
                    + " 0 for no limit");
    public static final Setting<Duration> FACE_WINDOW =
            FACE.setting("guess-per-face.window", SettingType.DURATION, "PT10M", "window of that limit");

    private DhiwiseKeys() {}

    /** How clients of the dhiwise face sign in. */
    public static RetryLockSignInPolicy signIn(SettingReader settings) {
        RetryLockPolicy retries = settings.build(
                FACE.prefix() + ".retry-lock",
                read -> new RetryLockPolicy(read.get(RETRY_LIMIT), read.get(RETRY_REACTIVATION)));
        return settings.build(
                FACE.prefix(),
                read -> new RetryLockSignInPolicy(
                        retries,
                        OtpPurpose.SIGN_IN.forApp(FACE.face()),
                        read.get(TWO_FACTOR),
                        read.get(TOKEN_LIFETIME)));
    }

    /** Limits on the reset codes of the dhiwise face. */
    public static GuessLimits guesses(SettingReader settings) {
        return new GuessLimits(
                settings.build(
                        FACE.prefix() + ".guess-per-address",
                        read -> new ThrottleLimit(
                                "dhiwise-guess-per-address", read.get(ADDRESS_GUESSES), read.get(ADDRESS_WINDOW))),
                settings.build(
                        FACE.prefix() + ".guess-per-face",
                        read -> new ThrottleLimit(
                                "dhiwise-guess-per-face", read.get(FACE_GUESSES), read.get(FACE_WINDOW))));
    }
}
