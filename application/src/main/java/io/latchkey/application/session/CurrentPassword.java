package io.latchkey.application.session;

import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.domain.user.Password;

/**
 * A password that a caller typed in place of a recent sign-in. It is counted like a password of a sign-in.
 *
 * @param origin where it was typed
 */
public record CurrentPassword(Password typed, ClientOrigin origin) {}
