package io.latchkey.application.account;

import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.shared.Requester;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.LoginName;

/**
 * Use case: ask for a code and a link that reset a password. The answer looks the same for a login without an account.
 */
public interface ForgotPasswordUseCase {
    /**
     * Sends the code and the link.
     *
     * @param purpose purpose of the code and the link; its built-in purpose is {@code reset-password}
     */
    CodeSending request(OtpPurpose purpose, LoginName login, Requester requester);

    /** Sends a code and a link of the native API. */
    default CodeSending request(LoginName login, Requester requester) {
        return request(OtpPurpose.RESET_PASSWORD, login, requester);
    }
}
