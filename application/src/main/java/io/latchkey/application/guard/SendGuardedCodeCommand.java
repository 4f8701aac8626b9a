package io.latchkey.application.guard;

import io.latchkey.application.shared.Requester;
import io.latchkey.domain.otp.OtpPurpose;

public record SendGuardedCodeCommand(OtpPurpose purpose, CodeOwner owner, Requester requester) {}
