package io.latchkey.adapters.platform.crypto;

import io.latchkey.application.shared.port.SealedKeyRepository;
import io.latchkey.application.shared.port.UnitOfWork;
import java.util.function.Supplier;

/** Keys that the store keeps encrypted with the operator's secret. */
final class StoredKey {
    private final String name;
    private final String what;
    private final MasterSecrets secrets;

    /**
     * @param name its name in the store
     * @param what what the key is, for a message
     */
    StoredKey(String name, String what, MasterSecrets secrets) {
        this.name = name;
        this.what = what;
        this.secrets = secrets;
    }

    /**
     * The key of a store. Without one, the store gets its first. A node with a newer secret encrypts it anew.
     *
     * @throws IllegalStateException when none of the secrets opens it
     */
    byte[] in(SealedKeyRepository keys, UnitOfWork unitOfWork, Supplier<byte[]> first) {
        Sealer sealer = new Sealer(secrets);
        String sealed = unitOfWork.execute(() -> {
            if (keys.find(name).isEmpty()) {
                keys.insert(name, sealer.seal(first.get(), name));
            }
            return keys.find(name).orElseThrow();
        });
        byte[] key = open(sealed);
        sealer.renewed(sealed, name).ifPresent(renewed -> unitOfWork.execute(() -> keys.reseal(name, renewed)));
        return key;
    }

    /** @throws IllegalStateException when none of the secrets opens it */
    byte[] open(String sealed) {
        return new Sealer(secrets)
                .open(sealed, name)
                .orElseThrow(() -> new IllegalStateException("the key of " + what
                        + " does not open; was latchkey.secret changed without latchkey.secret.previous?"));
    }
}
