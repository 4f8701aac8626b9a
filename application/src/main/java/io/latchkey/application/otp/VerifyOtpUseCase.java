package io.latchkey.application.otp;

/** Use case: prove to have received a code that verifies a contact or serves a custom purpose. */
public interface VerifyOtpUseCase {
    OtpVerification verify(VerifyOtpCommand command);
}
