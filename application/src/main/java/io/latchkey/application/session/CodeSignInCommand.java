package io.latchkey.application.session;

import io.latchkey.application.otp.ChallengeRef;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPurpose;

/**
 * A code that is to open a session.
 *
 * @param purpose what the code must have been sent for; of base {@code verify-contact}, the contact becomes the account's own first
 */
public record CodeSignInCommand(ChallengeRef challenge, OtpPurpose purpose, OtpCode code, ClientOrigin origin) {}
