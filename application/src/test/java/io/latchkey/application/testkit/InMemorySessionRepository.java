package io.latchkey.application.testkit;

import io.latchkey.application.session.port.SessionRepository;
import io.latchkey.application.testkit.InMemoryStore.FailureKey;
import io.latchkey.application.user.Pardon;
import io.latchkey.domain.session.Session;
import io.latchkey.domain.session.SessionId;
import io.latchkey.domain.user.Lane;
import io.latchkey.domain.user.PasswordHash;
import io.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Sessions in memory. */
public final class InMemorySessionRepository implements SessionRepository {
    private final InMemoryStore store;

    public InMemorySessionRepository(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public void insert(Session session) {
        if (store.sessions.write().putIfAbsent(session.id(), session) != null) {
            throw new IllegalStateException("the session exists already");
        }
    }

    @Override
    public boolean insert(Session session, Pardon pardon) {
        insert(session);
        return store.failures.read().entrySet().stream()
                .anyMatch(row ->
                        isPardoned(row.getKey(), row.getValue().failures().failures(), pardon));
    }

    private static boolean isPardoned(FailureKey key, int failures, Pardon pardon) {
        boolean isForgotten =
                pardon.forgotten().contains(key.account()) && key.origin().equals(pardon.device());
        boolean isLowered =
                pardon.lowered().contains(key.account()) && key.origin().equals(Lane.STRANGERS);
        return isForgotten && failures > 0 || isLowered && failures > pardon.most();
    }

    @Override
    public boolean insertFor(Session session, PasswordHash compared) {
        boolean mayBegin = InMemoryUserRepository.isStored(store, session.userId(), compared);
        if (mayBegin) {
            insert(session);
        }
        return mayBegin;
    }

    @Override
    public Optional<Owned> find(SessionId id) {
        return Optional.ofNullable(store.sessions.read().get(id))
                .flatMap(session -> Optional.ofNullable(store.users.read().get(session.userId()))
                        .map(user -> new Owned(session, user)));
    }

    @Override
    public boolean hold(SessionId id, Instant now) {
        Session stored = store.sessions.write().get(id);
        return stored != null && stored.isLive(now);
    }

    @Override
    public boolean compareAndSet(Session expected, Session next) {
        Session stored = store.sessions.read().get(expected.id());
        boolean unchanged = stored != null
                && stored.generation() == expected.generation()
                && Objects.equals(stored.endedAt(), expected.endedAt());
        if (unchanged) {
            store.sessions.write().put(next.id(), next);
        }
        return unchanged;
    }

    @Override
    public List<Session> findLive(UserId user, Instant now) {
        return store.sessions.read().values().stream()
                .filter(session -> session.userId().equals(user) && session.isLive(now))
                .sorted(Comparator.comparing(Session::createdAt).reversed())
                .toList();
    }

    @Override
    public List<Session> findLive(UserId user, Optional<Place> after, Instant now, int most) {
        Comparator<Session> oldestFirst = Comparator.comparing(Session::createdAt)
                .thenComparing(session -> session.id().toString());
        return findLive(user, now).stream()
                .sorted(oldestFirst.reversed())
                .dropWhile(session ->
                        after.filter(place -> !isBeyond(session, place)).isPresent())
                .limit(most)
                .toList();
    }

    private static boolean isBeyond(Session session, Place place) {
        int byTime = session.createdAt().compareTo(place.createdAt());
        return byTime < 0
                || byTime == 0 && session.id().toString().compareTo(place.id().toString()) < 0;
    }

    @Override
    public boolean end(UserId user, SessionId id, Instant now) {
        Session session = store.sessions.read().get(id);
        if (session == null || !session.userId().equals(user) || !session.isLive(now)) {
            return false;
        }
        store.sessions.write().put(id, session.end(now));
        return true;
    }

    @Override
    public int endAll(UserId user, Optional<SessionId> except, Instant now) {
        List<SessionId> ending = findLive(user, now).stream()
                .map(Session::id)
                .filter(id -> !except.equals(Optional.of(id)))
                .toList();
        ending.forEach(id -> end(user, id, now));
        return ending.size();
    }

    @Override
    public int purge(Instant overBefore, int most) {
        return InMemoryStore.removeFirst(store.sessions, session -> isOverBefore(session, overBefore), most);
    }

    private static boolean isOverBefore(Session session, Instant time) {
        return session.expiresAt().isBefore(time)
                || session.endedAt() != null && session.endedAt().isBefore(time);
    }
}
