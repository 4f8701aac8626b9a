package io.latchkey.application.admin.port;

import io.latchkey.application.admin.PersonalRecords;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;

/** All rows about one person, wherever they are. */
public interface PersonalData {
    /** Reads all rows about a person. */
    PersonalRecords read(UserId user);

    /** Deletes what is kept about a person beside the account and its own rows: what became of its messages. */
    void eraseTraces(User user);
}
