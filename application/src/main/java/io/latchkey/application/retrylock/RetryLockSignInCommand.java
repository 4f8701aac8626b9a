package io.latchkey.application.retrylock;

import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.Password;
import java.util.Locale;

/** @param locale the language of a message, where the account has none of its own */
public record RetryLockSignInCommand(LoginName login, Password password, Locale locale, ClientOrigin origin) {}
