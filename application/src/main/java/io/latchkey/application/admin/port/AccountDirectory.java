package io.latchkey.application.admin.port;

import io.latchkey.application.admin.Page.Position;
import io.latchkey.application.admin.UserRecord;
import io.latchkey.application.admin.UserSearch;
import io.latchkey.domain.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds accounts for those who administer, each with its deletion. */
public interface AccountDirectory {
    /** An account and its place in the list. */
    record Hit(UserRecord account, Position position) {}

    /**
     * Finds accounts in one statement: newest first, or sorted by the login that was looked for. An account that has several such
     * logins is listed once.
     *
     * @param after leaves out this place and all before it
     * @param most the most that are found
     */
    List<Hit> find(UserSearch search, Optional<Position> after, int most);

    /** Finds one account. */
    Optional<UserRecord> find(UserId id);

    /** Number of active accounts with this role. */
    int countActive(String role);

    /** The active accounts with this role. Nobody else changes or deletes them until the unit of work ends. */
    Set<UserId> lockActive(String role);
}
