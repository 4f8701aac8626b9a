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

    /** Newest first. */
    List<ApiCredential> findAll(UserId user);

    /** Answers whether the account had it. */
    boolean delete(UserId user, ApiCredentialId id);

    /** Deletes every credential of an account; answers how many. */
    int deleteAll(UserId user);

    /** The credential with this key, and its account, in one statement. */
    Optional<Owned> findByKey(String key);

    void markUsed(ApiCredentialId id, Instant now);

    record Owned(ApiCredential credential, User user) {}
}
