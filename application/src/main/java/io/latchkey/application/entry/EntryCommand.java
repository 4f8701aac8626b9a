package io.latchkey.application.entry;

import io.latchkey.application.shared.Requester;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.PhoneNumber;

/**
 * Somebody who comes with an e-mail address and a phone number, with or without an account.
 *
 * @param purpose what the codes are sent for
 * @param conceal whether nobody but the reader of a code learns what accounts there are
 */
public record EntryCommand(
        OtpPurpose purpose, EmailAddress email, PhoneNumber phone, boolean conceal, Requester requester) {}
