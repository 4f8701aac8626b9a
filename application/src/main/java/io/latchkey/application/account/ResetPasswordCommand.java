package io.latchkey.application.account;

import io.latchkey.application.otp.ChallengeRef;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.user.Password;
import java.util.Optional;

/** What entitles to a new password, and that password. */
public record ResetPasswordCommand(Entitlement entitlement, Password newPassword) {
    /** How the reader of the message proves to have got it. */
    public sealed interface Entitlement {
        <R> R answer(Cases<R> cases);

        /** One answer for each kind of entitlement. */
        interface Cases<R> {
            R byCode(ByCode entitlement);

            R byCodeAlone(ByCodeAlone entitlement);

            R byResetKey(ByResetKey entitlement);

            R byLink(ByLink entitlement);
        }

        /** @param purpose what the code must have been sent for */
        record ByCode(ChallengeRef challenge, OtpPurpose purpose, OtpCode code, ClientOrigin origin)
                implements Entitlement {
            /** A code of the native API. */
            public ByCode(OtpChallengeId challengeId, OtpCode code, ClientOrigin origin) {
                this(new ChallengeRef.ById(challengeId), OtpPurpose.RESET_PASSWORD, code, origin);
            }

            @Override
            public <R> R answer(Cases<R> cases) {
                return cases.byCode(this);
            }
        }

        /**
         * A code that finds its challenge ({@link io.latchkey.application.otp.SendCodeCommand.Lookup#CODE}). A wrong one belongs to
         * no challenge, so wrong ones are counted by client and for all clients together.
         *
         * @param purpose what the code must have been sent for
         * @param email the address it must have been sent to; where given, guesses count for that address in place of all
         */
        record ByCodeAlone(OtpPurpose purpose, OtpCode code, Optional<EmailAddress> email, ClientOrigin origin)
                implements Entitlement {
            /** The same code, for the challenge that it finds. */
            public ByCode ofItsChallenge() {
                return new ByCode(new ChallengeRef.ByCode(purpose), purpose, code, origin);
            }

            @Override
            public <R> R answer(Cases<R> cases) {
                return cases.byCodeAlone(this);
            }
        }

        /** A key that was made when a code was checked. */
        record ByResetKey(String app, String key) implements Entitlement {
            @Override
            public <R> R answer(Cases<R> cases) {
                return cases.byResetKey(this);
            }

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
            public <R> R answer(Cases<R> cases) {
                return cases.byLink(this);
            }

            @Override
            public String toString() {
                return "ByLink[redacted]";
            }
        }
    }
}
