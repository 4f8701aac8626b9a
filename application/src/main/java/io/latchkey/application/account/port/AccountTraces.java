package io.latchkey.application.account.port;

import io.latchkey.domain.user.UserId;

/** Rows about an account that the store does not delete along with it. */
@FunctionalInterface
public interface AccountTraces {
    /** Deletes what became of a person's messages, which are deleted along with the account. */
    void eraseAttempts(UserId user);
}
