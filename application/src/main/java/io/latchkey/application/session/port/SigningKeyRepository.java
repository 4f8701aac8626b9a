package io.latchkey.application.session.port;

import java.time.Instant;
import java.util.List;

/** Signing keys, shared by all nodes. */
public interface SigningKeyRepository {
    /** Every key that is kept, the one that signs from the earliest time first. */
    List<StoredSigningKey> findAll();

    /**
     * Keeps a key unless the slot is taken: of several nodes that rotate at once, one succeeds and the others use its key.
     *
     * @param slot the span of time the key is made for; one key each; at most 40 characters
     * @return whether it was kept
     */
    boolean insert(StoredSigningKey key, String slot);

    /** Forgets keys published until before this time; answers how many. */
    int purge(Instant publishedBefore);
}
