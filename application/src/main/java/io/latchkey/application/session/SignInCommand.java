package io.latchkey.application.session;

import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.Password;
import java.util.Locale;

public record SignInCommand(LoginName login, Password password, Locale locale, ClientOrigin origin) {}
