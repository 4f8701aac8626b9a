package io.latchkey.bootstrap.settings.face;

import io.latchkey.bootstrap.settings.OtpKeys;
import io.latchkey.domain.otp.OtpPurpose;

/** The keys of the drf-user face. */
public final class DrfUserKeys {
    public static final FaceKeys FACE = new FaceKeys("drf-user");

    public static final OtpKeys OTP =
            FACE.otp(OtpPurpose.VERIFY_CONTACT, "otp", new OtpKeys.Defaults(6, "PT10M", 3, 4, "PT3M", 0, "PT1H"));

    private DrfUserKeys() {}
}
