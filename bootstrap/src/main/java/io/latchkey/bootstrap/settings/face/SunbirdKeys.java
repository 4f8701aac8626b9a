package io.latchkey.bootstrap.settings.face;

import io.latchkey.bootstrap.settings.key.Setting;
import io.latchkey.bootstrap.settings.key.SettingType;
import io.latchkey.bootstrap.settings.subject.PurposeKeys;
import io.latchkey.domain.otp.CodeDeed;
import io.latchkey.domain.otp.OtpPurpose;
import java.nio.file.Path;
import java.util.List;

/** The keys of the sunbird face. */
public final class SunbirdKeys {
    public static final FaceKeys FACE = new FaceKeys("sunbird");

    public static final PurposeKeys OTP = FACE.otp(
            OtpPurpose.VERIFY_CONTACT,
            "otp",
            CodeDeed.CONFIRMS_CONTACT,
            new PurposeKeys.Defaults(6, "PT10M", 2, 10, "PT0S", 4, "PT24H"));

    public static final Setting<List<String>> API_KEYS = FACE.setting(
            "api-keys",
            SettingType.LIST,
            "",
            "secrets one of which a caller of that face must show; without any, dev mode lets everybody in and production"
                    + " mode does not start");

    public static final Setting<Path> API_KEYS_FILE = FACE.fileOf(API_KEYS);

    private SunbirdKeys() {}
}
