package io.latchkey.application.testkit;

import io.latchkey.application.user.port.ApiCredentialRepository;
import io.latchkey.domain.user.ApiCredential;
import io.latchkey.domain.user.ApiCredentialId;
import io.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** API credentials in memory. */
public final class InMemoryApiCredentialRepository implements ApiCredentialRepository {
    private final InMemoryStore store;

    public InMemoryApiCredentialRepository(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public void insert(ApiCredential credential) {
        boolean isKeyTaken = store.credentials.read().values().stream()
                .anyMatch(other -> other.key().equals(credential.key()));
        if (isKeyTaken || store.credentials.write().putIfAbsent(credential.id(), credential) != null) {
            throw new IllegalStateException("the credential exists already");
        }
    }

    @Override
    public List<ApiCredential> findAll(UserId user) {
        return store.credentials.read().values().stream()
                .filter(credential -> credential.userId().equals(user))
                .sorted(Comparator.comparing(ApiCredential::createdAt).reversed())
                .toList();
    }

    @Override
    public boolean delete(UserId user, ApiCredentialId id) {
        return store.credentials
                .write()
                .values()
                .removeIf(credential ->
                        credential.id().equals(id) && credential.userId().equals(user));
    }

    @Override
    public int deleteAll(UserId user) {
        int before = store.credentials.read().size();
        store.credentials
                .write()
                .values()
                .removeIf(credential -> credential.userId().equals(user));
        return before - store.credentials.read().size();
    }

    @Override
    public Optional<Owned> findByKey(String key) {
        return store.credentials.read().values().stream()
                .filter(credential -> credential.key().equals(key))
                .findFirst()
                .flatMap(credential -> Optional.ofNullable(store.users.read().get(credential.userId()))
                        .map(user -> new Owned(credential, user)));
    }

    @Override
    public void markUsed(ApiCredentialId id, Instant now) {
        store.credentials.write().computeIfPresent(id, (same, credential) -> credential.usedAt(now));
    }

    @Override
    public int purge(Instant expiredBefore, int most) {
        return InMemoryStore.removeFirst(
                store.credentials,
                credential -> Optional.ofNullable(credential.expiresAt())
                        .filter(end -> end.isBefore(expiredBefore))
                        .isPresent(),
                most);
    }
}
