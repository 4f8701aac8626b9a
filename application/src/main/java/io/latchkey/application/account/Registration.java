package io.latchkey.application.account;

import io.latchkey.application.otp.IssuedChallenge;
import io.latchkey.application.shared.Throttled;
import io.latchkey.domain.user.User;
import java.util.List;

/** Outcome of registering. */
public sealed interface Registration {
    /** Contacts wait to be verified. The same whether or not one of them belongs to somebody already. */
    record Pending(List<IssuedChallenge> challenges) implements Registration {}

    /** No contact was given, so the account is active at once. */
    record Completed(User user) implements Registration {}

    record UsernameTaken() implements Registration {}

    /** A contact belongs to somebody; only for those who asked to be told. */
    record ContactTaken() implements Registration {}

    record Refused(Throttled throttled) implements Registration {}
}
