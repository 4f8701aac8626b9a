package io.latchkey.application.otp;

import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPurpose;
import java.time.Duration;

/**
 * A guess at a code.
 *
 * @param purpose what the code must have been sent for
 */
public record CheckCodeCommand(
        ChallengeRef challenge, OtpPurpose purpose, OtpCode guess, Effect effect, ClientOrigin origin) {
    /** What a right guess does, in the commit that uses the code up. */
    public sealed interface Effect {
        /** Nothing at all: the code stays good, and only wrong guesses count. */
        record Keep() implements Effect {}

        record Spend() implements Effect {}

        /** The challenge's account gets its contact, verified. */
        record VerifyContact() implements Effect {}

        /** The contact counts as validated for so long, once, for {@code app}. */
        record Validate(String app, Duration lifetime) implements Effect {}

        /** A key for one change of the challenge's account's password is made, good for so long. */
        record MakeResetKey(String app, Duration lifetime) implements Effect {}

        /** The API credential of this name of the challenge's account gets a new secret; it is made where there is none. */
        record RenewCredential(String name) implements Effect {}
    }
}
