package io.latchkey.application.guard;

import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPurpose;

/** @param purpose what the code must have been sent for */
public record CheckGuardedCodeCommand(OtpPurpose purpose, CodeOwner owner, OtpCode guess, ClientOrigin origin) {}
