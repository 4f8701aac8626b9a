package io.latchkey.application.account;

import io.latchkey.application.otp.OtpRequest;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.LoginName;
import java.util.Locale;

/** Use case: ask for a code and link that reset a password. Answers a stranger's login like an own one. */
public interface ForgotPasswordUseCase {
    /** @param purpose what the code and link are good for; of base {@code reset-password} */
    OtpRequest request(OtpPurpose purpose, LoginName login, Locale locale, ClientOrigin origin);

    /** A code and link of the native API. */
    default OtpRequest request(LoginName login, Locale locale, ClientOrigin origin) {
        return request(OtpPurpose.RESET_PASSWORD, login, locale, origin);
    }
}
