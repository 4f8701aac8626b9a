package io.latchkey.application.account;

import io.latchkey.application.shared.Requester;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.shared.Username;
import io.latchkey.domain.user.Password;
import java.util.Optional;

/** At least one of username, e-mail and phone is present. */
public record RegisterUserCommand(
        Optional<Username> username,
        Optional<String> name,
        Optional<EmailAddress> email,
        Optional<PhoneNumber> phone,
        Optional<Password> password,
        Requester requester,
        Manner manner) {
    /** A registration as the native API does it. */
    public RegisterUserCommand(
            Optional<Username> username,
            Optional<String> name,
            Optional<EmailAddress> email,
            Optional<PhoneNumber> phone,
            Optional<Password> password,
            Requester requester) {
        this(username, name, email, phone, password, requester, Manner.NATIVE);
    }

    /**
     * How the clients of one app register.
     *
     * @param purpose what the codes are sent for; of base {@code verify-contact}
     * @param tellsTaken whether a contact that belongs to somebody is told at once, before the password is looked at; else it is
     *     answered like a free one
     * @param newestWins whether a sign-up voids the codes of older ones that name the same contact
     */
    public record Manner(OtpPurpose purpose, boolean tellsTaken, boolean newestWins) {
        static final Manner NATIVE = new Manner(OtpPurpose.VERIFY_CONTACT, false, false);
    }
}
