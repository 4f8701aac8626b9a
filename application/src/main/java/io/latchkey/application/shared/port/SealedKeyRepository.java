package io.latchkey.application.shared.port;

import java.util.Optional;

/** Keys that all nodes share and that outlive a change of the operator's secret. They are encrypted with a secret outside the store. */
public interface SealedKeyRepository {
    /** The key of this name, encrypted; empty when there is none yet. */
    Optional<String> find(String name);

    /**
     * Stores a key if there is none of this name. Of several nodes that make it at the same time, one succeeds and the
     * others use its key.
     *
     * @param name at most 40 characters
     * @param sealed at most 400 characters
     */
    void insert(String name, String sealed);

    /**
     * Stores the same key, encrypted with another secret.
     *
     * @return whether there is such a key
     */
    boolean reseal(String name, String sealed);
}
