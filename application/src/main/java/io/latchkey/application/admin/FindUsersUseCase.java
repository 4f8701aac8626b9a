package io.latchkey.application.admin;

import io.latchkey.application.admin.Page.Position;
import io.latchkey.domain.user.UserId;
import java.util.Optional;

/** Use case: find people, and see one of them. */
public interface FindUsersUseCase {
    /**
     * Finds accounts: newest first, or sorted by the login that was looked for.
     *
     * @param after where the page begins; empty for the first one
     * @param most 1 to {@link Page#MOST}
     */
    Administered<Page<UserRecord>> find(Act act, UserSearch search, Optional<Position> after, int most);

    /** Reads one account. */
    Administered<UserRecord> read(Act act, UserId id);
}
