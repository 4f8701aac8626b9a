package io.latchkey.application.user;

import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.shared.Username;
import io.latchkey.domain.user.Password;
import java.util.Locale;
import java.util.Optional;

/** At least one of username, e-mail and phone is present. */
public record RegisterUserCommand(
        Optional<Username> username,
        Optional<String> name,
        Optional<EmailAddress> email,
        Optional<PhoneNumber> phone,
        Optional<Password> password,
        Locale locale,
        ClientOrigin origin) {}
