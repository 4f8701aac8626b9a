package io.latchkey.bootstrap.settings.face;

import io.latchkey.bootstrap.settings.key.Setting;
import io.latchkey.bootstrap.settings.key.SettingType;
import io.latchkey.bootstrap.settings.subject.PurposeKeys;
import io.latchkey.domain.otp.CodeDeed;
import io.latchkey.domain.otp.OtpPurpose;
import java.time.Duration;

/** The keys of the essdee face. */
public final class EssdeeKeys {
    public static final FaceKeys FACE = new FaceKeys("essdee");

    public static final Setting<Duration> DELIVERY_WAIT = FACE.setting(
            "delivery-wait",
            SettingType.DURATION,
            "PT10S",
            "how long a message is awaited before a client is told that it was sent; PT0S to PT60S");
    public static final Setting<Duration> KEY_LIFETIME =
            FACE.setting("key-lifetime", SettingType.DURATION, "PT10M", "life of a reset_password_key");

    public static final Setting<Boolean> QUERY_SECRETS = FACE.setting(
            "query-secrets",
            SettingType.BOOLEAN,
            "false",
            "whether codes, keys and passwords are also taken as query parameters, where logs keep them");

    public static final PurposeKeys OTP = FACE.otp(
            OtpPurpose.RESET_PASSWORD,
            "otp",
            CodeDeed.GIVES_ACCESS,
            new PurposeKeys.Defaults(6, "PT10M", 5, 4, "PT0S", 0, "PT1H"));

    private EssdeeKeys() {}
}
