package io.latchkey.application.user.port;

import io.latchkey.application.shared.port.ConcurrentChangeException;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.PasswordHash;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/** Accounts. Usernames are unique; so are contacts once they are verified. */
public interface UserRepository {
    /**
     * @throws UsernameTakenException when another account holds the username
     * @throws ContactTakenException when another account holds a contact that is verified here
     */
    void insert(User user);

    /**
     * Saves over the version the value was read at.
     *
     * @throws ConcurrentChangeException when somebody saved in between, or the account is gone
     * @throws UsernameTakenException when another account holds the username
     * @throws ContactTakenException when another account holds a contact that is verified here
     */
    void update(User user);

    /**
     * Holds an account until the unit of work ends, if it is active and this is its stored password.
     *
     * @param compared the hash the typed password was compared with
     * @return whether it is held
     */
    boolean lockFor(UserId id, PasswordHash compared);

    /**
     * Stores the same password hashed anew, if the account is active and this is its stored password; holds the account until the
     * unit of work ends.
     *
     * @param compared the hash the typed password was compared with
     * @return whether it was stored
     */
    boolean rehash(UserId id, PasswordHash compared, PasswordHash next);

    Optional<User> find(UserId id);

    /** The account that holds the username, or the contact verified. */
    Optional<User> findByLogin(LoginName login);

    /** The newest active account that claims this contact and has no verified contact. */
    Optional<User> findNewestClaimant(Contact contact);

    /** Removes the account with all that is its own: sessions, credentials, image, challenges, messages. */
    void delete(UserId id);

    /** Forgets accounts registered before this time that never verified a contact; answers how many. */
    int purgePending(Instant registeredBefore);
}
