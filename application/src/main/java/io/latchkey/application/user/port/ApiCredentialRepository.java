package io.latchkey.application.user.port;

import io.latchkey.domain.user.ApiCredential;
import io.latchkey.domain.user.ApiCredentialId;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** API credentials of accounts. */
public interface ApiCredentialRepository {
    void insert(ApiCredential credential);

    /** The account's credentials, newest first. */
    List<ApiCredential> findAll(UserId user);

    /**
     * Deletes a credential.
     *
     * @return whether the account had it
     */
    boolean delete(UserId user, ApiCredentialId id);

    /**
     * Deletes every credential of an account.
     *
     * @return number of deleted credentials
     */
    int deleteAll(UserId user);

    /** Finds the credential with this key, together with its account, in one statement. */
    Optional<Owned> findByKey(String key);

    void markUsed(ApiCredentialId id, Instant now);

    /**
     * Deletes credentials that expired before this time.
     *
     * @param most most of them to delete in this unit of work
     * @return number of deleted credentials
     */
    int purge(Instant expiredBefore, int most);

    record Owned(ApiCredential credential, User user) {}
}
