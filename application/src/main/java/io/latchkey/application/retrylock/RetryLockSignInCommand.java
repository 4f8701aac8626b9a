package io.latchkey.application.retrylock;

import io.latchkey.application.shared.Requester;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.Password;

public record RetryLockSignInCommand(LoginName login, Password password, Requester requester) {}
