package io.latchkey.application.otp;

import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Contact;
import java.util.Locale;

/** @param locale the language of the message, where the account has none of its own */
public record RequestOtpCommand(OtpPurpose purpose, Contact contact, Locale locale, ClientOrigin origin) {}
