package io.latchkey.bootstrap.settings.face;

import io.latchkey.bootstrap.settings.OtpKeys;
import io.latchkey.bootstrap.settings.Setting;
import io.latchkey.bootstrap.settings.SettingType;
import io.latchkey.domain.otp.OtpPurpose;
import java.time.Duration;

/** The keys of the dhiwise face. */
public final class DhiwiseKeys {
    public static final FaceKeys FACE = new FaceKeys("dhiwise");

    public static final OtpKeys RESET_OTP = FACE.otp(
            OtpPurpose.RESET_PASSWORD, "reset-otp", new OtpKeys.Defaults(8, "PT10M", 5, 4, "PT0S", 10, "PT1H"));
    public static final OtpKeys LOGIN_OTP =
            FACE.otp(OtpPurpose.SIGN_IN, "login-otp", new OtpKeys.Defaults(6, "PT10M", 5, 4, "PT0S", 10, "PT1H"));

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
}
