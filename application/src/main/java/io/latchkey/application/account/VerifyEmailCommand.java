package io.latchkey.application.account;

import io.latchkey.application.session.Caller;
import io.latchkey.application.session.CurrentPassword;
import io.latchkey.application.shared.ClientOrigin;
import java.util.Optional;

/**
 * The wish to verify the account's e-mail address anew.
 *
 * @param current the current password in place of a recent sign-in
 */
public record VerifyEmailCommand(Caller caller, Optional<CurrentPassword> current, ClientOrigin origin) {}
