package io.latchkey.application.admin.port;

import io.latchkey.application.account.port.AccountTraces;
import io.latchkey.application.admin.PersonalRecords;
import io.latchkey.domain.user.UserId;

/** All rows about one person, wherever they are. */
public interface PersonalData extends AccountTraces {
    /** Reads all rows about a person. */
    PersonalRecords read(UserId user);
}
