package io.latchkey.bootstrap.settings.face;

import io.latchkey.bootstrap.settings.OtpKeys;
import io.latchkey.domain.otp.OtpPurpose;

/** The keys of the dhiwise face. */
public final class DhiwiseKeys {
    public static final FaceKeys FACE = new FaceKeys("dhiwise");

    public static final OtpKeys RESET_OTP = FACE.otp(
            OtpPurpose.RESET_PASSWORD, "reset-otp", new OtpKeys.Defaults(8, "PT10M", 5, 4, "PT0S", 10, "PT1H"));
    public static final OtpKeys LOGIN_OTP =
            FACE.otp(OtpPurpose.SIGN_IN, "login-otp", new OtpKeys.Defaults(6, "PT10M", 5, 4, "PT0S", 10, "PT1H"));

    private DhiwiseKeys() {}
}
