package io.latchkey.application.admin;

import io.latchkey.domain.user.UserId;

/** Use case: help people in and out. */
public interface HelpUsersUseCase {
    /** Ends all sessions, codes under way and tickets. API credentials stay. */
    Administered<UserRecord> signOut(Act act, UserId id);

    /** Lifts all that wrong passwords and codes shut. */
    Administered<UserRecord> unlock(Act act, UserId id);

    /** Sends the link and code by which somebody sets a new password. */
    Administered<UserRecord> startReset(Act act, UserId id);

    /** Sends the same to somebody who has no password yet. */
    Administered<UserRecord> invite(Act act, UserId id);

    /** Reads all that is held about a person. */
    Administered<PersonalRecords> export(Act act, UserId id);
}
