package io.latchkey.application.otp;

/** Use case: send the code of a challenge again, or the next one, as its policy says. */
public interface ResendOtpUseCase {
    OtpResend resend(ResendOtpCommand command);
}
