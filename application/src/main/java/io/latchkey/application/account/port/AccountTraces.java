package io.latchkey.application.account.port;

import io.latchkey.domain.user.User;
import java.util.Collection;
import java.util.UUID;

/** Rows about an account that the store does not delete along with it. */
@FunctionalInterface
public interface AccountTraces {
    /**
     * Deletes what became of a person's messages, which are deleted along with the account, and the decisions about the person.
     *
     * @param subjects keyed digests of the person's logins and contacts
     */
    void erase(User user, Collection<UUID> subjects);
}
