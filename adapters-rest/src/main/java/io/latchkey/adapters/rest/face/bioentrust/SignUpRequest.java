package io.latchkey.adapters.rest.face.bioentrust;

import io.latchkey.adapters.rest.face.FaceInput;
import io.latchkey.application.account.NewAccount;
import io.latchkey.application.account.RegisterCommand;
import io.latchkey.application.shared.Requester;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.user.Password;
import java.util.Optional;

/** A new user as the client sent it. */
record SignUpRequest(String firstName, String lastName, String email, String password) {
    static SignUpRequest from(FaceInput input) {
        return new SignUpRequest(
                Members.text(input, "first_name"),
                Members.text(input, "last_name"),
                Members.text(input, "email"),
                Members.text(input, "password"));
    }

    /** @throws InvalidValueException when the e-mail address is malformed, or the password is not allowed */
    RegisterCommand toCommand(RegisterCommand.Proof proof, Requester requester) {
        String name = (firstName.strip() + " " + lastName.strip()).strip();
        NewAccount account = NewAccount.named(
                        Optional.empty(), Optional.of(name).filter(given -> !given.isEmpty()))
                .reachedAt(Optional.of(parseEmail()), Optional.empty())
                .protectedBy(Optional.of(parsePassword()));
        return new RegisterCommand(account, proof, requester);
    }

    private EmailAddress parseEmail() {
        try {
            return EmailAddress.parse(email);
        } catch (InvalidValueException refused) {
            throw refused.in("email");
        }
    }

    private Password parsePassword() {
        try {
            return new Password(password);
        } catch (InvalidValueException refused) {
            throw refused.in("password");
        }
    }

    @Override
    public String toString() {
        return "SignUpRequest[redacted]";
    }
}
