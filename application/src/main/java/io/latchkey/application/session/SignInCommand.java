package io.latchkey.application.session;

import io.latchkey.application.shared.Requester;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.Password;

public record SignInCommand(LoginName login, Password password, Requester requester) {}
