package io.latchkey.application.guard;

import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.domain.otp.OtpPurpose;
import java.util.Locale;

/** @param locale the language of the message, where the account has none of its own */
public record SendGuardedCodeCommand(OtpPurpose purpose, CodeOwner owner, Locale locale, ClientOrigin origin) {}
