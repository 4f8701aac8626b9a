package io.latchkey.application.admin.port;

import io.latchkey.domain.admin.AccountDeletion;
import io.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.List;

/** Accounts that are going to be deleted. */
public interface AccountDeletions {
    void insert(AccountDeletion deletion);

    /** Forgets that an account is going to be deleted; of many who do so at once, one gets true. */
    boolean remove(UserId user);

    /**
     * Accounts that are due, earliest first.
     *
     * @param most the most that are found
     */
    List<UserId> findDue(Instant now, int most);
}
