package io.latchkey.application.otp;

import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpCode;

public record VerifyOtpCommand(OtpChallengeId challengeId, OtpCode guess, ClientOrigin origin) {}
