package io.latchkey.bootstrap.settings.face;

import io.latchkey.bootstrap.settings.OtpKeys;
import io.latchkey.domain.otp.OtpPurpose;

/** The keys of the sunbird face. */
public final class SunbirdKeys {
    public static final FaceKeys FACE = new FaceKeys("sunbird");

    public static final OtpKeys OTP =
            FACE.otp(OtpPurpose.VERIFY_CONTACT, "otp", new OtpKeys.Defaults(6, "PT10M", 2, 10, "PT0S", 4, "PT24H"));

    private SunbirdKeys() {}
}
