package io.latchkey.application.testkit;

import io.latchkey.application.shared.port.SealedKeyRepository;
import java.util.Optional;

/** Sealed keys in memory. */
public final class InMemorySealedKeyRepository implements SealedKeyRepository {
    private final InMemoryStore store;

    public InMemorySealedKeyRepository(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public Optional<String> find(String name) {
        return Optional.ofNullable(store.sealedKeys.read().get(name));
    }

    @Override
    public void insert(String name, String sealed) {
        store.sealedKeys.write().putIfAbsent(name, sealed);
    }

    @Override
    public boolean reseal(String name, String sealed) {
        return store.sealedKeys.write().replace(name, sealed) != null;
    }
}
