package io.latchkey.application.admin.port;

import io.latchkey.application.account.port.AccountTraces;
import io.latchkey.application.admin.PersonalRecords;
import io.latchkey.domain.user.UserId;
import java.util.Collection;
import java.util.UUID;

/** All rows about one person, wherever they are. */
public interface PersonalData extends AccountTraces {
    /**
     * Reads all rows about a person.
     *
     * @param subjects keyed digests of the person's logins and contacts
     */
    PersonalRecords read(UserId user, Collection<UUID> subjects);
}
