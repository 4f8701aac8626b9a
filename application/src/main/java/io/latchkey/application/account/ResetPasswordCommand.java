package io.latchkey.application.account;

import io.latchkey.application.otp.ChallengeRef;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.user.Password;
import java.util.Optional;

/** A new password, with an entitlement to set it. */
public record ResetPasswordCommand(Entitlement entitlement, Password newPassword) {
    /** Proof that the caller received a message for the account. */
    public sealed interface Entitlement {
        /** Where the new password comes from. Its app has the rules of the password. */
        ClientOrigin origin();

        <R> R answer(Cases<R> cases);

        /** One method for each kind of entitlement. */
        interface Cases<R> {
            R byCode(ByCode entitlement);

            R byCodeAlone(ByCodeAlone entitlement);

            R byResetKey(ByResetKey entitlement);

            R byLink(ByLink entitlement);
        }

        /**
         * A code for a known challenge.
         *
         * @param purpose required purpose of the code
         */
        record ByCode(ChallengeRef challenge, OtpPurpose purpose, OtpCode code, ClientOrigin origin)
                implements Entitlement {
            /** Creates an entitlement from a code of the native API. */
            public ByCode(OtpChallengeId challengeId, OtpCode code, ClientOrigin origin) {
                this(new ChallengeRef.ById(challengeId), OtpPurpose.RESET_PASSWORD, code, origin);
            }

            @Override
            public <R> R answer(Cases<R> cases) {
                return cases.byCode(this);
            }
        }

        /**
         * A code that finds its challenge ({@link io.latchkey.application.otp.SendCodeCommand.Lookup#CODE}). A wrong
         * code belongs to no challenge, so wrong codes are counted per client address and for all clients together.
         *
         * @param purpose required purpose of the code
         * @param email required address of the code; with an address, guesses count for that address instead of for all
         *     clients
         */
        record ByCodeAlone(OtpPurpose purpose, OtpCode code, Optional<EmailAddress> email, ClientOrigin origin)
                implements Entitlement {
            /** This code with a reference to the challenge that it finds. */
            public ByCode ofItsChallenge() {
                return new ByCode(new ChallengeRef.ByCode(purpose), purpose, code, origin);
            }

            @Override
            public <R> R answer(Cases<R> cases) {
                return cases.byCodeAlone(this);
            }
        }

        /** A key that was made after a code was checked. */
        record ByResetKey(String app, String key, ClientOrigin origin) implements Entitlement {
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
         * A mailed link.
         *
         * @param token from the mailed link
         * @param purpose required purpose of the link; the built-in purpose accepts every app's link, so that the
         *     built-in page serves all apps
         */
        record ByLink(String token, OtpPurpose purpose, ClientOrigin origin) implements Entitlement {
            /** Creates an entitlement from a link of the native API. */
            public ByLink(String token, ClientOrigin origin) {
                this(token, OtpPurpose.RESET_PASSWORD, origin);
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
