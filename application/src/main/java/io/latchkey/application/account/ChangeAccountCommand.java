package io.latchkey.application.account;

import io.latchkey.application.session.Caller;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.shared.Username;
import io.latchkey.domain.user.SecondFactor;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the account is to be. Members that are to stay are given as they are. */
public record ChangeAccountCommand(
        Caller caller,
        @Nullable Username username,
        @Nullable String name,
        @Nullable EmailAddress email,
        @Nullable PhoneNumber phone,
        Locale locale,
        SecondFactor secondFactor,
        ClientOrigin origin) {
    /** The wished contact of each channel. */
    public Optional<EmailAddress> wishedEmail() {
        return Optional.ofNullable(email);
    }

    public Optional<PhoneNumber> wishedPhone() {
        return Optional.ofNullable(phone);
    }
}
