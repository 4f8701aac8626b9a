package io.latchkey.application.testkit;

import io.latchkey.application.testkit.InMemoryStore.FailureKey;
import io.latchkey.application.testkit.InMemoryStore.FailureRow;
import io.latchkey.application.user.port.SignInFailureRepository;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.SignInFailures;
import io.latchkey.domain.user.User;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Failure counters in memory. An account's overall counter is kept under its id. */
public final class InMemorySignInFailureRepository implements SignInFailureRepository {
    /** Stands for all origins in the key of an account's overall counter. */
    private static final UUID ANYWHERE = new UUID(0, 0);

    private final InMemoryStore store;

    public InMemorySignInFailureRepository(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public Target find(LoginName login, UUID loginKey, UUID originKey) {
        Optional<User> user = InMemoryUserRepository.findByLogin(store, login);
        Keys keys = new Keys(user.map(known -> known.id().value()).orElse(loginKey), loginKey, originKey);
        return new Target(user, keys, counters(keys));
    }

    @Override
    public Counters findForUpdate(Keys keys) {
        store.failures.write();
        return counters(keys);
    }

    private Counters counters(Keys keys) {
        return new Counters(get(fromOrigin(keys)), get(overall(keys)));
    }

    private static FailureKey fromOrigin(Keys keys) {
        return new FailureKey(keys.login(), keys.origin());
    }

    private static FailureKey overall(Keys keys) {
        return new FailureKey(keys.account(), ANYWHERE);
    }

    private SignInFailures get(FailureKey key) {
        return Optional.ofNullable(store.failures.read().get(key))
                .map(FailureRow::failures)
                .orElse(SignInFailures.NONE);
    }

    @Override
    public void save(Keys keys, Counters counters, Instant now) {
        store.failures.write().put(fromOrigin(keys), new FailureRow(counters.fromOrigin(), now));
        store.failures.write().put(overall(keys), new FailureRow(counters.overall(), now));
    }

    @Override
    public boolean reset(Keys keys, Instant now) {
        boolean isOriginFree = resetUnlessLocked(fromOrigin(keys), now);
        boolean isAccountFree = resetUnlessLocked(overall(keys), now);
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
    public void forget(List<UUID> accountOrLoginKeys) {
        store.failures.write().keySet().removeIf(key -> accountOrLoginKeys.contains(key.account()));
    }

    @Override
    public int purge(Instant untouchedSince) {
        int before = store.failures.read().size();
        store.failures.write().values().removeIf(row -> row.touchedAt().isBefore(untouchedSince));
        return before - store.failures.read().size();
    }
}
