package io.latchkey.bootstrap.settings.face;

import io.latchkey.bootstrap.settings.key.Setting;
import io.latchkey.bootstrap.settings.key.SettingType;
import io.latchkey.bootstrap.settings.subject.PurposeKeys;
import io.latchkey.domain.otp.CodeDeed;
import io.latchkey.domain.otp.OtpPurpose;
import java.time.Duration;

/** The keys of the drf-user face. */
public final class DrfUserKeys {
    public static final FaceKeys FACE = new FaceKeys("drf-user");

    public static final Setting<Duration> VALIDATION_LIFETIME = FACE.setting(
            "validation-lifetime",
            SettingType.DURATION,
            "PT10M",
            "how long a validated e-mail or mobile may be named in a registration or account change, by the client that"
                    + " validated it");
    public static final Setting<Duration> DELIVERY_WAIT = FACE.setting(
            "delivery-wait",
            SettingType.DURATION,
            "PT10S",
            "how long an answer waits for the provider to take a code; PT0S for not at all");
    public static final Setting<MobileFormat> MOBILE_FORMAT = FACE.setting(
            "mobile-format",
            SettingType.choice(MobileFormat.class),
            "national",
            "how answers show a mobile: national as people of latchkey.default-region write it, where it has that region's"
                    + " country code, and in E.164 otherwise; e164 always in E.164");
    public static final PurposeKeys OTP = FACE.otp(
            OtpPurpose.VERIFY_CONTACT,
            "otp",
            CodeDeed.GIVES_ACCESS,
            new PurposeKeys.Defaults(6, "PT10M", 3, 4, "PT3M", 0, "PT1H"));

    /** How answers show a mobile. */
    public enum MobileFormat {
        NATIONAL,
        E164
    }

    private DrfUserKeys() {}
}
