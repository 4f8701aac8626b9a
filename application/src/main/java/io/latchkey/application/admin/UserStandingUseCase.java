package io.latchkey.application.admin;

import io.latchkey.domain.user.UserId;

/** Use case: decide whether somebody has an account. */
public interface UserStandingUseCase {
    /**
     * Disables an account that is active or pending. It counts at once, and all sessions and codes end. A pending one is not deleted after
     * a while any more.
     */
    Administered<UserRecord> disable(Act act, UserId id);

    /** Enables a disabled account. It is active, on the word of who enables it; contacts stay as they are. */
    Administered<UserRecord> enable(Act act, UserId id);

    /** Disables an account and deletes it after the time of grace. Its owner is told. */
    Administered<UserRecord> delete(Act act, UserId id);

    /** Gives an account back that is being deleted, as it was before. */
    Administered<UserRecord> restore(Act act, UserId id);

    /** Erases all that is held about a person, at once. Nothing is sent, because that would be held, too. */
    Administered<UserId> erase(Act act, UserId id);

    /**
     * Deletes accounts whose time of grace is over. To be called every few minutes.
     *
     * @param most accounts to delete at most
     * @return number of accounts that were due
     */
    int deleteDue(int most);
}
