package io.latchkey.application.admin.port;

import io.latchkey.application.account.port.AccountTraces;
import io.latchkey.application.admin.PersonalRecords;
import io.latchkey.domain.user.User;
import java.util.Collection;
import java.util.UUID;

/** All rows about one person, wherever they are. */
public interface PersonalData extends AccountTraces {
    /** Stores what waits on this node to be stored about people. Called in no unit of work, because it has its own. */
    default void storeWaiting() {}

    /**
     * Reads all rows about a person. What waits is among them only after {@link #storeWaiting}.
     *
     * @param subjects keyed digests of the person's logins and contacts
     */
    PersonalRecords read(User user, Collection<UUID> subjects);
}
