package io.latchkey.application.testkit.contract;

import static io.latchkey.application.testkit.contract.Samples.NOW;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.session.port.SessionRepository;
import io.latchkey.application.session.port.SessionRepository.Owned;
import io.latchkey.application.user.Pardon;
import io.latchkey.domain.session.Rotation;
import io.latchkey.domain.session.Session;
import io.latchkey.domain.session.SessionId;
import io.latchkey.domain.session.SessionPolicy;
import io.latchkey.domain.user.Lane;
import io.latchkey.domain.user.PasswordHash;
import io.latchkey.domain.user.SignInFailures;
import io.latchkey.domain.user.User;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The contract of stores for sessions: keeping them, one rotation at a time, ending them. */
public interface SessionRepositoryContract extends StoreContract {
    SessionPolicy POLICY = new SessionPolicy(
            Duration.ofMinutes(15),
            new SessionPolicy.Span(Duration.ofDays(30), Duration.ofDays(7)),
            new SessionPolicy.Span(Duration.ofDays(30), Duration.ofDays(7)),
            Duration.ofSeconds(10),
            Duration.ofMinutes(5));

    private SessionRepository sessions() {
        return store().sessions();
    }

    private User insertUser() {
        User user = Samples.user(null, null, null);
        inOne(() -> store().users().insert(user));
        return user;
    }

    private Session insert(User user, Instant createdAt) {
        Session session = Samples.session(user.id(), createdAt);
        inOne(() -> sessions().insert(session));
        return session;
    }

    private Session read(Session session) {
        return reading(() -> sessions().find(session.id())).orElseThrow().session();
    }

    private boolean compareAndSet(Session expected, Session next) {
        return inOne(() -> sessions().compareAndSet(expected, next));
    }

    /** The session after one more refresh. */
    private static Session rotated(Session session, Instant now) {
        return ((Rotation.Rotated) session.rotate(session.generation(), POLICY, now)).next();
    }

    @Test
    default void gives_back_every_field_of_a_session_and_its_account() {
        User user = Samples.fullUser();
        inOne(() -> store().users().insert(user));
        Session session = insert(user, NOW);
        assertThat(reading(() -> sessions().find(session.id()))).contains(new Owned(session, user));
    }

    private boolean isGuessed(Pardon pardon) {
        Session session = Samples.session(insertUser().id(), NOW);
        boolean isGuessed = inOne(() -> sessions().insert(session, pardon));
        assertThat(read(session)).isEqualTo(session);
        return isGuessed;
    }

    @Test
    default void tells_with_a_new_session_whether_its_sign_in_has_anything_to_pardon() {
        UUID code = UUID.randomUUID();
        UUID login = UUID.randomUUID();
        UUID device = UUID.randomUUID();
        List<UUID> codes = List.of(UUID.randomUUID(), code);
        List<UUID> all = List.of(code, login);
        inOne(() -> store().failures().save(new Lane(code, device), new SignInFailures(1, NOW), NOW));
        inOne(() -> store().failures().save(Lane.ofStrangers(login), new SignInFailures(4, NOW), NOW));
        assertThat(isGuessed(new Pardon(codes, device, List.of(), 3))).isTrue();
        assertThat(isGuessed(new Pardon(codes, Lane.STRANGERS, List.of(), 3))).isFalse();
        assertThat(isGuessed(new Pardon(List.of(login), device, List.of(), 3))).isFalse();
        assertThat(isGuessed(new Pardon(List.of(login), device, all, 3))).isTrue();
        assertThat(isGuessed(new Pardon(List.of(login), device, all, 4))).isFalse();
    }

    private boolean insertFor(Session session, PasswordHash compared) {
        return inOne(() -> sessions().insertFor(session, compared));
    }

    @Test
    default void begins_a_session_for_the_stored_password_only() {
        User user = Samples.fullUser();
        inOne(() -> store().users().insert(user));
        Session session = Samples.session(user.id(), NOW);
        assertThat(insertFor(session, new PasswordHash("$other"))).isFalse();
        assertThat(reading(() -> sessions().find(session.id()))).isEmpty();
        assertThat(insertFor(session, requireNonNull(user.passwordHash()))).isTrue();
        assertThat(reading(() -> sessions().find(session.id()))).contains(new Owned(session, user));
    }

    @Test
    default void begins_no_session_for_an_account_that_is_not_active_or_not_there() {
        User pending = Samples.user("ada", Samples.EMAIL, null).withPassword(new PasswordHash("$hash"), NOW);
        inOne(() -> store().users().insert(pending));
        assertThat(insertFor(Samples.session(pending.id(), NOW), new PasswordHash("$hash")))
                .isFalse();
        assertThat(insertFor(Samples.session(Samples.userId(), NOW), new PasswordHash("$hash")))
                .isFalse();
        assertThat(reading(() -> sessions().findLive(pending.id(), NOW))).isEmpty();
    }

    @Test
    default void leaves_no_session_of_an_old_password_however_its_reset_runs_beside() {
        PasswordHash old = new PasswordHash("$old");
        for (int round = 0; round < 10; round++) {
            User user = Samples.user(null, null, null).withPassword(old, NOW);
            inOne(() -> store().users().insert(user));
            Parallel.run(
                    6,
                    number -> number > 0
                            ? insertFor(Samples.session(user.id(), NOW), old)
                            : inOne(() -> {
                                store().users().update(user.withPassword(new PasswordHash("$new"), NOW));
                                sessions().endAll(user.id(), Optional.empty(), NOW);
                                return true;
                            }));
            assertThat(reading(() -> sessions().findLive(user.id(), NOW))).isEmpty();
        }
    }

    @Test
    default void holds_a_session_that_is_alive_only() {
        User user = Samples.user(null, null, null);
        Session session = Samples.session(user.id(), NOW);
        inOne(() -> {
            store().users().insert(user);
            sessions().insert(session);
        });
        assertThat(inOne(() -> sessions().hold(session.id(), NOW))).isTrue();
        assertThat(inOne(() -> sessions().hold(session.id(), session.expiresAt())))
                .isFalse();
        inOne(() -> sessions().end(user.id(), session.id(), NOW));
        assertThat(inOne(() -> sessions().hold(session.id(), NOW))).isFalse();
    }

    @Test
    default void leaves_nothing_of_a_held_session_that_is_ended_beside() {
        for (int round = 0; round < 10; round++) {
            User user = Samples.user(null, null, null);
            Session session = Samples.session(user.id(), NOW);
            inOne(() -> {
                store().users().insert(user);
                sessions().insert(session);
            });
            Parallel.run(
                    6,
                    number -> number > 0
                            ? inOne(() -> {
                                if (sessions().hold(session.id(), NOW)) {
                                    store().credentials()
                                            .insert(Samples.credential(user.id(), "lk_" + UUID.randomUUID(), NOW));
                                }
                                return true;
                            })
                            : inOne(() -> {
                                sessions().endAll(user.id(), Optional.empty(), NOW);
                                store().credentials().deleteAll(user.id());
                                return true;
                            }));
            assertThat(reading(() -> store().credentials().findAll(user.id()))).isEmpty();
        }
    }

    @Test
    default void finds_nothing_by_an_unknown_id() {
        assertThat(reading(() -> sessions().find(new SessionId(UUID.randomUUID()))))
                .isEmpty();
    }

    @Test
    default void saves_a_rotation_and_an_end() {
        Session session = insert(insertUser(), NOW);
        Session next = rotated(session, NOW.plusSeconds(60));
        assertThat(compareAndSet(session, next)).isTrue();
        assertThat(read(session)).isEqualTo(next);
        Session ended = next.end(NOW.plusSeconds(90));
        assertThat(compareAndSet(next, ended)).isTrue();
        assertThat(read(session)).isEqualTo(ended);
    }

    @Test
    default void saves_nothing_over_a_rotation_or_an_end_that_came_first() {
        Session session = insert(insertUser(), NOW);
        Session next = rotated(session, NOW.plusSeconds(60));
        compareAndSet(session, next);
        assertThat(compareAndSet(session, rotated(session, NOW.plusSeconds(61))))
                .isFalse();
        assertThat(compareAndSet(session, session.end(NOW.plusSeconds(61)))).isFalse();
        inOne(() -> sessions().end(session.userId(), session.id(), NOW.plusSeconds(62)));
        assertThat(compareAndSet(next, rotated(next, NOW.plusSeconds(63)))).isFalse();
        assertThat(read(session)).isEqualTo(next.end(NOW.plusSeconds(62)));
    }

    @Test
    default void lets_one_of_fifty_parallel_rotations_win() {
        Session session = insert(insertUser(), NOW);
        List<Boolean> won =
                Parallel.run(50, number -> compareAndSet(session, rotated(session, NOW.plusMillis(number))));
        assertThat(won).containsOnlyOnce(true);
        assertThat(read(session).generation()).isEqualTo(1);
    }

    @Test
    default void lists_the_live_sessions_of_an_account_newest_first() {
        User user = insertUser();
        Session old = insert(user, NOW.minusSeconds(60));
        Session expired = insert(user, NOW.minusSeconds(3600L * 24 * 30));
        Session recent = insert(user, NOW);
        Session ended = insert(user, NOW);
        insert(insertUser(), NOW);
        inOne(() -> sessions().end(user.id(), ended.id(), NOW));
        assertThat(expired.expiresAt()).isEqualTo(NOW);
        assertThat(reading(() -> sessions().findLive(user.id(), NOW))).containsExactly(recent, old);
    }

    @Test
    default void lists_the_live_sessions_of_an_account_page_by_page() {
        User user = insertUser();
        List<Session> made = new ArrayList<>();
        for (int number = 0; number < 5; number++) {
            made.add(insert(user, NOW.minusSeconds(number / 2)));
        }
        insert(insertUser(), NOW);
        List<Session> read = new ArrayList<>();
        Optional<SessionRepository.Place> after = Optional.empty();
        for (int page = 0; page < 3; page++) {
            Optional<SessionRepository.Place> from = after;
            List<Session> found = reading(() -> sessions().findLive(user.id(), from, NOW, 2));
            assertThat(found).hasSize(page == 2 ? 1 : 2);
            read.addAll(found);
            Session last = found.get(found.size() - 1);
            after = Optional.of(new SessionRepository.Place(last.createdAt(), last.id()));
        }
        assertThat(read)
                .containsExactlyInAnyOrderElementsOf(made)
                .isSortedAccordingTo(Comparator.comparing(Session::createdAt).reversed());
    }

    @Test
    default void ends_a_session_once_and_only_for_its_owner() {
        User user = insertUser();
        User stranger = insertUser();
        Session session = insert(user, NOW);
        assertThat(inOne(() -> sessions().end(stranger.id(), session.id(), NOW)))
                .isFalse();
        assertThat(read(session).endedAt()).isNull();
        assertThat(inOne(() -> sessions().end(user.id(), session.id(), NOW.plusMillis(1))))
                .isTrue();
        assertThat(inOne(() -> sessions().end(user.id(), session.id(), NOW.plusMillis(2))))
                .isFalse();
        assertThat(read(session).endedAt()).isEqualTo(NOW.plusMillis(1));
    }

    @Test
    default void does_not_end_a_session_that_expired() {
        User user = insertUser();
        Session session = insert(user, NOW);
        assertThat(inOne(() -> sessions().end(user.id(), session.id(), session.expiresAt())))
                .isFalse();
    }

    @Test
    default void ends_all_sessions_of_an_account_but_one() {
        User user = insertUser();
        Session kept = insert(user, NOW);
        Session first = insert(user, NOW);
        Session second = insert(user, NOW);
        Session foreign = insert(insertUser(), NOW);
        assertThat(inOne(() -> sessions().endAll(user.id(), Optional.of(kept.id()), NOW)))
                .isEqualTo(2);
        assertThat(read(first).endedAt()).isEqualTo(NOW);
        assertThat(read(second).endedAt()).isEqualTo(NOW);
        assertThat(read(kept).endedAt()).isNull();
        assertThat(inOne(() -> sessions().endAll(user.id(), Optional.empty(), NOW)))
                .isEqualTo(1);
        assertThat(read(kept).endedAt()).isEqualTo(NOW);
        assertThat(read(foreign).endedAt()).isNull();
    }

    @Test
    default void forgets_sessions_that_ended_or_expired_long_enough_ago() {
        User user = insertUser();
        Session ended = insert(user, NOW);
        Session expired = insert(user, NOW.minus(Duration.ofDays(30)));
        Session live = insert(user, NOW);
        inOne(() -> sessions().end(user.id(), ended.id(), NOW));
        assertThat(inOne(() -> sessions().purge(NOW, 100))).isZero();
        assertThat(inOne(() -> sessions().purge(NOW.plusMillis(1), 100))).isEqualTo(2);
        assertThat(reading(() -> sessions().find(ended.id()))).isEmpty();
        assertThat(reading(() -> sessions().find(expired.id()))).isEmpty();
        assertThat(read(live)).isEqualTo(live);
    }
}
