package io.latchkey.application.account;

import io.latchkey.application.otp.ChallengeRef;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.user.Password;

/** What entitles to a new password, and that password. */
public record ResetPasswordCommand(Entitlement entitlement, Password newPassword) {
    /** How the reader of the message proves to have got it. */
    public sealed interface Entitlement {
        /** @param purpose what the code must have been sent for */
        record ByCode(ChallengeRef challenge, OtpPurpose purpose, OtpCode code, ClientOrigin origin)
                implements Entitlement {
            /** A code of the native API. */
            public ByCode(OtpChallengeId challengeId, OtpCode code, ClientOrigin origin) {
                this(new ChallengeRef.ById(challengeId), OtpPurpose.RESET_PASSWORD, code, origin);
            }
        }

        /** A key that was made when a code was checked. */
        record ByResetKey(String app, String key) implements Entitlement {
            @Override
            public String toString() {
                return "ByResetKey[redacted]";
            }
        }

        /**
         * @param token out of the mailed link
         * @param purpose what the link must have been sent for; the built-in purpose takes every app's link, so that the
         *     built-in page serves them all
         */
        record ByLink(String token, OtpPurpose purpose) implements Entitlement {
            /** A link of the native API. */
            public ByLink(String token) {
                this(token, OtpPurpose.RESET_PASSWORD);
            }

            @Override
            public String toString() {
                return "ByLink[redacted]";
            }
        }
    }
}
