package io.latchkey.application.account;

import io.latchkey.application.otp.IssuedChallenge;
import io.latchkey.application.shared.Throttled;
import io.latchkey.domain.user.User;
import java.util.List;

/** Outcome of changing the own account. */
public sealed interface AccountChange {
    /** @param challenges one for each new contact; the old one stays until its code is verified */
    record Changed(User user, List<IssuedChallenge> challenges) implements AccountChange {}

    /** The sign-in is too old for a change of contacts or factors (OWASP ASVS 5.0, 7.5.1). */
    record NeedsRecentSignIn() implements AccountChange {}

    record UsernameTaken() implements AccountChange {}

    record Refused(Throttled throttled) implements AccountChange {}
}
