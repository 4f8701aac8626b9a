package io.latchkey.application.user;

import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.user.Password;

/** What entitles to a new password, and that password. */
public record ResetPasswordCommand(Entitlement entitlement, Password newPassword) {
    /** How the reader of the message proves to have got it. */
    public sealed interface Entitlement {
        record ByCode(OtpChallengeId challengeId, OtpCode code) implements Entitlement {}

        /** @param token out of the mailed link */
        record ByLink(String token) implements Entitlement {
            @Override
            public String toString() {
                return "ByLink[redacted]";
            }
        }
    }
}
