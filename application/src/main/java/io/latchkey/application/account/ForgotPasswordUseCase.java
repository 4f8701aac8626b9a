package io.latchkey.application.account;

import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.shared.Requester;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.LoginName;

/** Use case: ask for a code and link that reset a password. The answer for a login that nobody has looks the same. */
public interface ForgotPasswordUseCase {
    /** @param purpose what the code and link are good for; of base {@code reset-password} */
    CodeSending request(OtpPurpose purpose, LoginName login, Requester requester);

    /** A code and link of the native API. */
    default CodeSending request(LoginName login, Requester requester) {
        return request(OtpPurpose.RESET_PASSWORD, login, requester);
    }
}
