package io.latchkey.application.otp;

/** Use case: send a code to a contact. */
public interface RequestOtpUseCase {
    /** @throws io.latchkey.domain.shared.InvalidValueException when codes of that purpose cannot be asked for */
    OtpRequest request(RequestOtpCommand command);
}
