package io.latchkey.application.admin;

import io.latchkey.application.admin.Page.Position;
import io.latchkey.domain.delivery.Suppression;
import io.latchkey.domain.session.Session;
import io.latchkey.domain.session.SessionId;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.user.ApiCredential;
import io.latchkey.domain.user.ApiCredentialId;
import io.latchkey.domain.user.UserId;
import java.util.List;
import java.util.Optional;

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

    /**
     * The sessions of a person that are not over, newest first.
     *
     * @param after where the page begins; empty for the first one
     * @param most 1 to {@link Page#MOST}
     */
    Administered<Page<Session>> findSessions(Act act, UserId id, Optional<Position> after, int most);

    /** Ends one session. */
    Administered<UserRecord> endSession(Act act, UserId id, SessionId session);

    /** The API credentials of a person, newest first. There are few, because an account is refused more than 50. */
    Administered<List<ApiCredential>> findCredentials(Act act, UserId id);

    /** Revokes one API credential. */
    Administered<UserRecord> revokeCredential(Act act, UserId id, ApiCredentialId credential);
    /** Reads which channels are closed to a contact, whether or not it has an account; the oldest first. */
    Administered<List<Suppression>> readSuppressions(Act act, Contact contact);

    /** Opens the channels that are closed to a contact; answers which were. */
    Administered<List<Suppression>> liftSuppressions(Act act, Contact contact);

    /** Reads all that is held about a person. */
    Administered<PersonalRecords> export(Act act, UserId id);
}
