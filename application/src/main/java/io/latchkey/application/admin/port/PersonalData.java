package io.latchkey.application.admin.port;

import io.latchkey.application.admin.PersonalRecords;
import io.latchkey.domain.user.UserId;

/** All rows about one person, wherever they are. */
public interface PersonalData {
    /** Reads all rows about a person. */
    PersonalRecords read(UserId user);

    /** Deletes what became of a person's messages, which are deleted along with the account. */
    void eraseAttempts(UserId user);
}
