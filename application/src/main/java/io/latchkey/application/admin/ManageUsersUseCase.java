package io.latchkey.application.admin;

import io.latchkey.application.account.NewAccount;
import io.latchkey.application.admin.Page.Position;
import io.latchkey.domain.user.CustomClaims;
import io.latchkey.domain.user.UserId;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Use case: find people, see one of them, create people, and change them. Nobody but the owner ever chooses or sees a password. A change names the version of the
 * account that was seen; without one, it changes whatever version there is.
 */
public interface ManageUsersUseCase {
    /**
     * Finds accounts: newest first, or sorted by the login that was looked for. Auditors see contacts with most symbols hidden; what they
     * find by a login has no next page, because its place would tell a contact.
     *
     * @param after where the page begins; empty for the first one
     * @param most 1 to {@link Page#MOST}
     */
    Administered<Page<UserRecord>> find(Act act, UserSearch search, Optional<Position> after, int most);

    /** Reads one account. */
    Administered<UserRecord> read(Act act, UserId id);

    /**
     * Creates an account. Its contacts count as verified, on the administrator's word.
     *
     * @param account without a password, and with at least one contact
     */
    Administered<UserRecord> create(Act act, NewAccount account, Locale locale);

    /** Changes an account. Its owner is told of contacts and second factor that change, also at the old contacts. */
    Administered<UserRecord> change(Act act, UserId id, OptionalInt version, UserEdits edits);

    /** Sets the roles of an account. They count from its next call on. */
    Administered<UserRecord> setRoles(Act act, UserId id, OptionalInt version, Set<String> roles);

    /** Sets the custom claims of an account. Its next access tokens tell them. */
    Administered<UserRecord> setClaims(Act act, UserId id, OptionalInt version, CustomClaims claims);
}
