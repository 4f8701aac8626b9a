package io.latchkey.application.testkit;

import io.latchkey.application.session.port.SigningKeyRepository;
import io.latchkey.application.session.port.StoredSigningKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Signing keys in memory. */
public final class InMemorySigningKeyRepository implements SigningKeyRepository {
    private final InMemoryStore store;

    public InMemorySigningKeyRepository(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public boolean insert(StoredSigningKey key, String slot) {
        return store.signingKeys.write().putIfAbsent(slot, key) == null;
    }

    @Override
    public List<StoredSigningKey> findAll() {
        return store.signingKeys.read().values().stream()
                .sorted(Comparator.comparing(StoredSigningKey::signsFrom))
                .toList();
    }

    @Override
    public boolean reseal(String kid, String sealedPrivateKey) {
        Optional<Map.Entry<String, StoredSigningKey>> found = store.signingKeys.write().entrySet().stream()
                .filter(stored -> stored.getValue().kid().equals(kid))
                .findFirst();
        found.ifPresent(stored -> {
            StoredSigningKey key = stored.getValue();
            stored.setValue(new StoredSigningKey(
                    kid,
                    key.algorithm(),
                    key.publicJwk(),
                    sealedPrivateKey,
                    key.createdAt(),
                    key.signsFrom(),
                    key.publishedUntil()));
        });
        return found.isPresent();
    }

    @Override
    public int purge(Instant publishedBefore) {
        int before = store.signingKeys.read().size();
        store.signingKeys.write().values().removeIf(key -> key.publishedUntil().isBefore(publishedBefore));
        return before - store.signingKeys.read().size();
    }
}
