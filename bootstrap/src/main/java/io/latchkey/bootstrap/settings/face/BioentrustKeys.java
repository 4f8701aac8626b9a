package io.latchkey.bootstrap.settings.face;

import io.latchkey.bootstrap.settings.key.Setting;
import io.latchkey.bootstrap.settings.key.SettingType;
import io.latchkey.bootstrap.settings.subject.PurposeKeys;
import io.latchkey.domain.otp.CodeDeed;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.user.PasswordLength;

/** The keys of the bioentrust face. */
public final class BioentrustKeys {
    public static final FaceKeys FACE = new FaceKeys("bioentrust");

    public static final PurposeKeys VERIFY_OTP = FACE.otp(
            OtpPurpose.VERIFY_CONTACT,
            "verify-otp",
            CodeDeed.GIVES_ACCESS,
            new PurposeKeys.Defaults(6, "PT10M", 5, 4, "PT0S", 4, "PT15M"));
    public static final PurposeKeys RESET_OTP = FACE.otp(
            OtpPurpose.RESET_PASSWORD,
            "reset-otp",
            CodeDeed.RESETS_PASSWORD,
            new PurposeKeys.Defaults(6, "PT10M", 5, 4, "PT0S", 4, "PT15M"));

    public static final Setting<String> RESET_LINK = FACE.setting(
            "reset-link",
            SettingType.TEXT,
            null,
            "address of the page that resets a password with POST /user/reset-password, with {token}; the default is that of"
                    + " latchkey.messages.reset-link");

    static {
        FACE.documentsPasswords(new PasswordLength(8), "more than 7 characters");
    }

    private BioentrustKeys() {}
}
