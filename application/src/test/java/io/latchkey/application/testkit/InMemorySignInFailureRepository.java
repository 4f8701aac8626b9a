package io.latchkey.application.testkit;

import io.latchkey.application.testkit.InMemoryStore.FailureKey;
import io.latchkey.application.testkit.InMemoryStore.FailureRow;
import io.latchkey.application.user.port.SignInFailureRepository;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.Lane;
import io.latchkey.domain.user.SignInFailures;
import io.latchkey.domain.user.User;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Failure counters in memory. An account's overall counter is kept under its id. */
public final class InMemorySignInFailureRepository implements SignInFailureRepository {
    private final InMemoryStore store;
    private volatile Consumer<Lane> beforeHold = held -> {};

    public InMemorySignInFailureRepository(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public Target find(LoginName login, UUID loginKey, UUID originKey, UUID device) {
        Optional<User> user = InMemoryUserRepository.findByLogin(store, login);
        Keys keys = new Keys(user.map(known -> known.id().value()).orElse(loginKey), loginKey, originKey);
        SignInFailures ofDevice = user.isEmpty() || device.equals(Lane.STRANGERS)
                ? SignInFailures.NONE
                : get(new FailureKey(keys.account(), device));
        return new Target(user, keys, counters(keys), ofDevice);
    }

    @Override
    public Counters findForUpdate(Keys keys) {
        store.failures.readForUpdate();
        return counters(keys);
    }

    /** Sets work that others commit before the next lane is held. */
    public void beforeNextHold(Consumer<Lane> happening) {
        beforeHold = happening;
    }

    @Override
    public SignInFailures findForUpdate(Lane lane) {
        Consumer<Lane> happening = beforeHold;
        beforeHold = held -> {};
        happening.accept(lane);
        store.failures.readForUpdate();
        return find(store, lane);
    }

    static SignInFailures find(InMemoryStore store, Lane lane) {
        return Optional.ofNullable(store.failures.read().get(key(lane)))
                .map(FailureRow::failures)
                .orElse(SignInFailures.NONE);
    }

    private Counters counters(Keys keys) {
        return new Counters(get(fromOrigin(keys)), get(ofLogin(keys)), get(overall(keys)));
    }

    private static FailureKey fromOrigin(Keys keys) {
        return new FailureKey(keys.login(), keys.origin());
    }

    private static FailureKey ofLogin(Keys keys) {
        return new FailureKey(keys.login(), Lane.STRANGERS);
    }

    private static FailureKey overall(Keys keys) {
        return new FailureKey(keys.account(), Lane.STRANGERS);
    }

    private static FailureKey key(Lane lane) {
        return new FailureKey(lane.subject(), lane.device());
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
        store.failures.write().put(ofLogin(keys), new FailureRow(counters.ofLogin(), now));
    }

    @Override
    public void save(Lane lane, SignInFailures failures, Instant now) {
        store.failures.write().put(key(lane), new FailureRow(failures, now));
    }

    @Override
    public boolean reset(Keys keys, Instant now) {
        boolean isOriginFree =
                resetUnless(get(fromOrigin(keys)).wait(now).compareTo(Duration.ZERO) > 0, fromOrigin(keys));
        boolean isLoginFree = resetUnless(get(ofLogin(keys)).isShut(now), ofLogin(keys));
        boolean isAccountFree = resetUnless(get(overall(keys)).isShut(now), overall(keys));
        return isOriginFree && isLoginFree && isAccountFree;
    }

    @Override
    public boolean reset(Lane lane, Instant now) {
        return resetUnless(get(key(lane)).isShut(now), key(lane));
    }

    private boolean resetUnless(boolean isShut, FailureKey key) {
        if (!isShut) {
            store.failures.write().remove(key);
        }
        return !isShut;
    }

    @Override
    public void lower(List<UUID> subjects, int failures) {
        store.failures.write().replaceAll((key, row) -> {
            boolean isMeant = subjects.contains(key.account()) && key.origin().equals(Lane.STRANGERS);
            return isMeant && row.failures().failures() > failures
                    ? new FailureRow(new SignInFailures(failures, row.failures().lockedUntil()), row.touchedAt())
                    : row;
        });
    }

    @Override
    public void forget(List<UUID> subjects, UUID device) {
        store.failures
                .write()
                .keySet()
                .removeIf(
                        key -> subjects.contains(key.account()) && key.origin().equals(device));
    }

    @Override
    public int forget(List<UUID> subjects) {
        int before = store.failures.read().size();
        store.failures.write().keySet().removeIf(key -> subjects.contains(key.account()));
        return before - store.failures.read().size();
    }

    @Override
    public int capWaits(Instant now, Duration longest) {
        Instant latest = now.plus(longest);
        int before = (int) store.failures.read().values().stream()
                .filter(row -> row.touchedAt().isAfter(now))
                .count();
        store.failures.write().replaceAll((key, row) -> row.touchedAt().isAfter(now) ? capped(row, latest, now) : row);
        return before;
    }

    private static FailureRow capped(FailureRow row, Instant latest, Instant now) {
        Instant until = row.failures().lockedUntil();
        return new FailureRow(
                new SignInFailures(row.failures().failures(), until.isAfter(latest) ? latest : until), now);
    }

    @Override
    public int purge(Instant untouchedSince, int most) {
        return InMemoryStore.removeFirst(store.failures, row -> row.touchedAt().isBefore(untouchedSince), most);
    }
}
