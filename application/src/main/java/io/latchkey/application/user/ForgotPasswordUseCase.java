package io.latchkey.application.user;

import io.latchkey.application.otp.OtpRequest;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.domain.shared.LoginName;
import java.util.Locale;

/** Use case: ask for a code and link that reset a password. Answers a stranger's login like an own one. */
public interface ForgotPasswordUseCase {
    OtpRequest request(LoginName login, Locale locale, ClientOrigin origin);
}
