package io.latchkey.application.testkit;

import io.latchkey.application.testkit.InMemoryStore.FailureKey;
import io.latchkey.application.testkit.InMemoryStore.FailureRow;
import io.latchkey.application.user.port.SignInFailureRepository;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.SignInFailures;
import io.latchkey.domain.user.User;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Failure counters in memory; a known account's are kept under the account's id. */
public final class InMemorySignInFailureRepository implements SignInFailureRepository {
    /** Stands for every origin in the key of an account's overall counter. */
    private static final UUID ANYWHERE = new UUID(0, 0);

    private final InMemoryStore store;

    public InMemorySignInFailureRepository(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public Target find(LoginName login, UUID unknownKey, UUID originKey) {
        Optional<User> user = InMemoryUserRepository.findByLogin(store, login);
        UUID accountKey = user.map(known -> known.id().value()).orElse(unknownKey);
        return new Target(user, accountKey, counters(accountKey, originKey));
    }

    @Override
    public Counters findForUpdate(UUID accountKey, UUID originKey) {
        store.failures.write();
        return counters(accountKey, originKey);
    }

    private Counters counters(UUID accountKey, UUID originKey) {
        return new Counters(get(new FailureKey(accountKey, originKey)), get(new FailureKey(accountKey, ANYWHERE)));
    }

    private SignInFailures get(FailureKey key) {
        return Optional.ofNullable(store.failures.read().get(key))
                .map(FailureRow::failures)
                .orElse(SignInFailures.NONE);
    }

    @Override
    public void save(UUID accountKey, UUID originKey, Counters counters, Instant now) {
        store.failures.write().put(new FailureKey(accountKey, originKey), new FailureRow(counters.fromOrigin(), now));
        store.failures.write().put(new FailureKey(accountKey, ANYWHERE), new FailureRow(counters.overall(), now));
    }

    @Override
    public boolean reset(UUID accountKey, UUID originKey, Instant now) {
        boolean isOriginFree = resetUnlessLocked(new FailureKey(accountKey, originKey), now);
        boolean isAccountFree = resetUnlessLocked(new FailureKey(accountKey, ANYWHERE), now);
        return isOriginFree && isAccountFree;
    }

    private boolean resetUnlessLocked(FailureKey key, Instant now) {
        SignInFailures failures = get(key);
        boolean isLocked = !failures.wait(now).isZero() || failures.isStopped();
        if (!isLocked) {
            store.failures.write().remove(key);
        }
        return !isLocked;
    }

    @Override
    public void forget(UUID accountKey) {
        store.failures.write().keySet().removeIf(key -> key.account().equals(accountKey));
    }

    @Override
    public int purge(Instant untouchedSince) {
        int before = store.failures.read().size();
        store.failures.write().values().removeIf(row -> row.touchedAt().isBefore(untouchedSince));
        return before - store.failures.read().size();
    }
}
