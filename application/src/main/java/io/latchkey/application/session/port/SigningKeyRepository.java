package io.latchkey.application.session.port;

import java.time.Instant;
import java.util.List;

/** Signing keys, shared by all nodes. */
public interface SigningKeyRepository {
    /** All stored keys, in the order of the times from which they sign. */
    List<StoredSigningKey> findAll();

    /**
     * Stores a key if the slot is free. Of several nodes that rotate at the same time, one succeeds and the others use
     * its key.
     *
     * @param slot the time span that the key is made for, with one key each; at most 40 characters
     * @return whether the key was stored
     */
    boolean insert(StoredSigningKey key, String slot);

    /**
     * Stores the private half of a key encrypted with another secret.
     *
     * @return whether there is such a key
     */
    boolean reseal(String kid, String sealedPrivateKey);

    /**
     * Deletes keys whose publication ended before this time.
     *
     * @return number of deleted keys
     */
    int purge(Instant publishedBefore);
}
