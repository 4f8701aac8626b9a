package io.latchkey.adapters.platform.crypto;

import io.latchkey.application.shared.port.SealedKeyRepository;
import io.latchkey.application.shared.port.UnitOfWork;
import java.util.Optional;

/**
 * The key of digests by which rows are found. It stays when the operator's secret changes, so that all nodes find the
 * same rows. The store keeps it encrypted. A node with a newer secret encrypts it anew.
 */
public final class DigestKey {
    /** Its name in the store. */
    public static final String NAME = "digest";

    private DigestKey() {}

    /** The key that a store begins with: the one that was in use before stores kept it. */
    public static byte[] first(MasterSecrets secrets) {
        return secrets.deriveCurrentKey(NAME);
    }

    /**
     * The key of a store. Without one, the store gets its first.
     *
     * @throws IllegalStateException when none of the secrets opens it
     */
    public static byte[] in(SealedKeyRepository keys, UnitOfWork unitOfWork, MasterSecrets secrets) {
        return stored(secrets).in(keys, unitOfWork, () -> first(secrets));
    }

    private static StoredKey stored(MasterSecrets secrets) {
        return new StoredKey(NAME, "digests", secrets);
    }

    /**
     * The key of a store that is only looked at.
     *
     * @param sealed the key as it is stored; empty when the store has none yet
     * @throws IllegalStateException when none of the secrets opens it
     */
    public static byte[] of(Optional<String> sealed, MasterSecrets secrets) {
        return sealed.map(stored(secrets)::open).orElseGet(() -> first(secrets));
    }
}
