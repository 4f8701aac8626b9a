package io.latchkey.application.otp;

import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.domain.otp.OtpChallengeId;
import java.util.Locale;

public record ResendOtpCommand(OtpChallengeId challengeId, Locale locale, ClientOrigin origin) {}
