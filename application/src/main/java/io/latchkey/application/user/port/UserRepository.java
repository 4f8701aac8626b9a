package io.latchkey.application.user.port;

import io.latchkey.application.shared.port.ConcurrentChangeException;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.PasswordHash;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * Accounts. Usernames are unique. Verified contacts are unique, too. A contact that one account verifies is forgotten among the former
 * contacts of all others, in the same unit of work.
 */
public interface UserRepository {
    /**
     * @throws UsernameTakenException when another account holds the username
     * @throws ContactTakenException when another account holds a contact that is verified here
     */
    void insert(User user);

    /**
     * Saves the account if its version has not changed since it was read.
     *
     * @throws ConcurrentChangeException when another call saved it in between, or the account is gone
     * @throws UsernameTakenException when another account holds the username
     * @throws ContactTakenException when another account holds a contact that is verified here
     */
    void update(User user);

    /**
     * Locks an account until the unit of work ends, if it is active and still has this password.
     *
     * @param compared the hash that the typed password was compared with
     * @return whether the account is locked
     */
    boolean lockFor(UserId id, PasswordHash compared);

    /**
     * Stores a new hash of the same password, if the account is active and still has this password. The account is then
     * locked until the unit of work ends.
     *
     * @param compared the hash that the typed password was compared with
     * @return whether the hash was stored
     */
    boolean rehash(UserId id, PasswordHash compared, PasswordHash next);

    Optional<User> find(UserId id);

    /** The account with this username, or with this verified contact. */
    Optional<User> findByLogin(LoginName login);

    /** The newest active account that claims this contact and has no verified contact. */
    Optional<User> findNewestClaimant(Contact contact);

    /** Deletes the account with all its data: sessions, credentials, image, challenges, messages. */
    void delete(UserId id);

    /**
     * Deletes accounts that registered before this time and never verified a contact.
     *
     * @param most most of them to delete in this unit of work
     * @return number of deleted accounts
     */
    int purgePending(Instant registeredBefore, int most);
}
