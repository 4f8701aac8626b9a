package io.latchkey.application.account;

import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.shared.Throttled;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.user.Password;
import java.util.Optional;

/**
 * Use case: reset a password with a code that is found by itself ({@link io.latchkey.application.otp.SendCodeCommand.Lookup#CODE}).
 * Wrong codes have no challenge to count them, so they are counted per client and for all clients together.
 */
public interface RecoverByCodeUseCase {
    /** Looks whether the code is good, and leaves it so. */
    Recovery look(TypedCode typed);

    /** @throws io.latchkey.domain.shared.InvalidValueException when the new password is refused; the code stays good */
    Recovery reset(TypedCode typed, Password newPassword);

    /**
     * A code somebody typed.
     *
     * @param purpose what it must have been sent for
     * @param email the address it must have been sent to; where given, guesses count for that address in place of all
     */
    record TypedCode(OtpPurpose purpose, OtpCode code, Optional<EmailAddress> email, ClientOrigin origin) {}

    /** Outcome of a typed code. */
    sealed interface Recovery {
        record Accepted() implements Recovery {}

        record Wrong(RefusalReason reason) implements Recovery {}

        record Refused(Throttled throttled) implements Recovery {}
    }
}
