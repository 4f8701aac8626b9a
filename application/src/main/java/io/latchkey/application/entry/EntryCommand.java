package io.latchkey.application.entry;

import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.PhoneNumber;
import java.util.Locale;

/**
 * Somebody who comes with an e-mail address and a phone number, with or without an account.
 *
 * @param purpose what the codes are sent for
 * @param conceal whether nobody but the reader of a code learns what accounts there are
 * @param locale the language of messages and of a new account
 */
public record EntryCommand(
        OtpPurpose purpose,
        EmailAddress email,
        PhoneNumber phone,
        boolean conceal,
        Locale locale,
        ClientOrigin origin) {}
