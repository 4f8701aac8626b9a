package io.latchkey.application.account.service;

import io.latchkey.application.session.Caller;
import io.latchkey.domain.session.SessionPolicy;
import java.time.Clock;

/** Decides whether a caller may make a change that could lose them the account. */
final class RecentSignIn {
    private final SessionPolicy policy;
    private final Clock clock;

    RecentSignIn(SessionPolicy policy, Clock clock) {
        this.policy = policy;
        this.clock = clock;
    }

    /** Whether the caller signed in recently; an API credential never did. */
    boolean isBy(Caller caller) {
        return caller.signedInRecently(policy, clock.instant());
    }
}
