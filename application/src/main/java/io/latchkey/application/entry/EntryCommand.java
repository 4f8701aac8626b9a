package io.latchkey.application.entry;

import io.latchkey.application.shared.Requester;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.PhoneNumber;

/**
 * Somebody who enters with an e-mail address and a phone number, with or without an account.
 *
 * @param purpose purpose of the codes
 * @param conceal whether only the reader of a code learns which accounts exist
 */
public record EntryCommand(
        OtpPurpose purpose, EmailAddress email, PhoneNumber phone, boolean conceal, Requester requester) {}
