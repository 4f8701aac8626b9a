package io.latchkey.application.testkit;

import io.latchkey.application.otp.port.HandleTakenException;
import io.latchkey.application.otp.port.OtpChallengeRepository;
import io.latchkey.domain.otp.HandedCode;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** Challenges in memory. */
public final class InMemoryOtpChallengeRepository implements OtpChallengeRepository {
    private final InMemoryStore store;

    public InMemoryOtpChallengeRepository(InMemoryStore store) {
        this.store = store;
    }

    /** Every challenge, oldest first. */
    public List<OtpChallenge> all() {
        return List.copyOf(store.challenges.read().values());
    }

    @Override
    public void insert(OtpChallenge challenge) {
        if (store.challenges.write().putIfAbsent(challenge.id(), challenge) != null) {
            throw new IllegalStateException("the challenge exists already");
        }
    }

    @Override
    public void insert(OtpChallenge challenge, UUID handle) {
        if (store.challengeHandles.read().containsKey(handle)) {
            throw new HandleTakenException(new IllegalStateException("taken"));
        }
        insert(challenge);
        store.challengeHandles.write().put(handle, challenge.id());
    }

    @Override
    public void release(UUID handle, Instant now) {
        Optional.ofNullable(store.challengeHandles.write().remove(handle))
                .flatMap(this::find)
                .ifPresent(old -> update(old.revoke(now)));
    }

    @Override
    public Optional<OtpChallengeId> findByHandle(UUID handle) {
        return Optional.ofNullable(store.challengeHandles.read().get(handle));
    }

    @Override
    public Optional<OtpChallenge> find(OtpChallengeId id) {
        return Optional.ofNullable(store.challenges.read().get(id));
    }

    @Override
    public Optional<Locked> findForUpdate(OtpChallengeId id) {
        return Optional.ofNullable(store.challenges.readForUpdate().get(id))
                .map(challenge -> new Locked(
                        challenge,
                        Optional.ofNullable(challenge.userId())
                                .map(user -> store.users.read().get(user)),
                        InMemorySignInFailureRepository.find(store, challenge.lane()),
                        InMemorySignInFailureRepository.find(
                                store, challenge.lane().besideStrangers())));
    }

    @Override
    public void update(OtpChallenge challenge) {
        if (store.challenges.write().replace(challenge.id(), challenge) == null) {
            throw new IllegalStateException("there is no such challenge");
        }
    }

    @Override
    public int voidAll(UserId user, Instant now) {
        return voidAll(user, challenge -> true, now);
    }

    @Override
    public int voidAll(UserId user, OtpPurpose purpose, UUID device, Instant now) {
        return voidAll(
                user,
                challenge -> challenge.purpose().equals(purpose)
                        && challenge.lane().device().equals(device),
                now);
    }

    private int voidAll(UserId user, Predicate<OtpChallenge> meant, Instant now) {
        List<OtpChallenge> pending = store.challenges.write().values().stream()
                .filter(challenge -> user.equals(challenge.userId()) && meant.test(challenge))
                .filter(challenge -> !challenge.revoke(now).equals(challenge))
                .toList();
        pending.forEach(challenge -> update(challenge.revoke(now)));
        return pending.size();
    }

    @Override
    public void saveHanded(HandedCode code) {
        store.handedCodes.write().put(code.challengeId(), code);
    }

    @Override
    public Optional<HandedCode> findHanded(OtpChallengeId id) {
        return Optional.ofNullable(store.handedCodes.read().get(id));
    }

    @Override
    public void deleteHanded(OtpChallengeId id) {
        store.handedCodes.write().remove(id);
    }

    @Override
    public List<HandedCode> findHandedThatAreOver(Instant now, int most) {
        return store.handedCodes.read().values().stream()
                .filter(code -> find(code.challengeId())
                        .filter(challenge -> challenge.usedAt() == null && now.isBefore(challenge.expiresAt()))
                        .isEmpty())
                .sorted(Comparator.comparing(HandedCode::startedAt))
                .limit(most)
                .toList();
    }

    @Override
    public int purge(Instant expiredBefore, int most) {
        int removed = InMemoryStore.removeFirst(
                store.challenges, challenge -> challenge.expiresAt().isBefore(expiredBefore), most);
        store.challengeHandles
                .write()
                .values()
                .retainAll(store.challenges.read().keySet());
        return removed;
    }
}
