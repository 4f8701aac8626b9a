package io.latchkey.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.application.testkit.contract.Samples;
import io.latchkey.application.testkit.contract.StoreContract;
import io.latchkey.application.user.port.SignInFailureRepository.Counters;
import io.latchkey.application.user.port.SignInFailureRepository.Keys;
import io.latchkey.domain.delivery.OutboxMessage;
import io.latchkey.domain.session.Session;
import io.latchkey.domain.session.SessionId;
import io.latchkey.domain.shared.Username;
import io.latchkey.domain.throttle.ThrottleCharge;
import io.latchkey.domain.throttle.ThrottleLimit;
import io.latchkey.domain.throttle.ThrottleState;
import io.latchkey.domain.user.SignInFailures;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Checks transactions that are open at the same time. */
interface ConcurrentTransactionsContract extends StoreContract {
    Instant NOW = Samples.NOW;

    private static <T> T elsewhere(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work)
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    private static User user(String username) {
        return User.register(
                new UserId(UUID.randomUUID()), new Username(username), null, null, null, null, Locale.ENGLISH, NOW);
    }

    @Test
    default void passes_over_messages_another_dispatcher_is_claiming() {
        inOne(() -> {
            store().outbox().insert(Samples.notice(Samples.PHONE, NOW));
            store().outbox().insert(Samples.notice(Samples.PHONE, NOW.plusMillis(1)));
        });
        Instant later = NOW.plusSeconds(1);
        Instant until = NOW.plusSeconds(60);
        List<OutboxMessage> inner = new ArrayList<>();
        List<OutboxMessage> outer = inOne(() -> {
            List<OutboxMessage> first = store().outbox().claim(1, later, until);
            inner.addAll(elsewhere(() -> inOne(() -> store().outbox().claim(10, later, until))));
            return first;
        });
        assertThat(outer).hasSize(1);
        assertThat(inner).hasSize(1);
        assertThat(inner.get(0).id()).isNotEqualTo(outer.get(0).id());
    }

    @Test
    default void sees_what_others_committed_since_the_transaction_began() {
        User user = user("ada");
        Session session = new Session(
                new SessionId(UUID.randomUUID()),
                user.id(),
                new Session.Start(
                        NOW, NOW, NOW.plus(Duration.ofDays(1)), List.of("pwd"), new Session.Origin("native", "", "")),
                new Session.Progress(0, NOW, null));
        Session ended = session.end(NOW.plusSeconds(1));
        inOne(() -> {
            store().users().insert(user);
            store().sessions().insert(session);
        });
        boolean isSaved = inOne(() -> {
            store().sessions().find(session.id());
            elsewhere(() -> inOne(() -> store().sessions().compareAndSet(session, ended)));
            assertThat(store().sessions().find(session.id()).orElseThrow().session())
                    .isEqualTo(ended);
            return store().sessions().compareAndSet(session, session.end(NOW.plusSeconds(2)));
        });
        assertThat(isSaved).isFalse();
    }

    @Test
    default void does_not_see_what_others_have_not_committed() {
        User user = user("ada");
        inOne(() -> {
            store().users().insert(user);
            assertThat(elsewhere(() -> reading(() -> store().users().find(user.id()))))
                    .isEmpty();
        });
    }

    @Test
    default void keeps_the_lock_on_failures_until_the_end() throws Exception {
        Keys keys = new Keys(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
        CountDownLatch isLocked = new CountDownLatch(1);
        CountDownLatch mayGoOn = new CountDownLatch(1);
        Counters one =
                new Counters(new SignInFailures(1, NOW), SignInFailures.NONE, new SignInFailures(1, Instant.EPOCH));
        CompletableFuture<Boolean> first = CompletableFuture.supplyAsync(() -> inOne(() -> {
            store().failures().findForUpdate(keys);
            isLocked.countDown();
            await(mayGoOn);
            store().failures().save(keys, one, NOW);
            return true;
        }));
        assertThat(isLocked.await(30, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Counters> second = CompletableFuture.supplyAsync(
                () -> inOne(() -> store().failures().findForUpdate(keys)));
        assertThatThrownBy(() -> second.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        mayGoOn.countDown();
        assertThat(first.get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(second.get(30, TimeUnit.SECONDS)).isEqualTo(one);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Test
    default void runs_the_work_again_after_a_deadlock() throws Exception {
        ThrottleCharge one = new ThrottleCharge(UUID.randomUUID(), new ThrottleLimit("test", 9, Duration.ofHours(1)));
        ThrottleCharge other = new ThrottleCharge(UUID.randomUUID(), new ThrottleLimit("test", 9, Duration.ofHours(1)));
        inOne(() -> store().throttles().take(List.of(one, other), NOW));
        CountDownLatch bothHoldOne = new CountDownLatch(2);
        AtomicInteger runs = new AtomicInteger();
        CompletableFuture<Boolean> forwards =
                CompletableFuture.supplyAsync(() -> takeInTurn(one, other, bothHoldOne, runs));
        CompletableFuture<Boolean> backwards =
                CompletableFuture.supplyAsync(() -> takeInTurn(other, one, bothHoldOne, runs));
        assertThat(forwards.get(60, TimeUnit.SECONDS)).isTrue();
        assertThat(backwards.get(60, TimeUnit.SECONDS)).isTrue();
        assertThat(runs).hasValueGreaterThan(2);
        assertThat(inOne(() -> store().throttles().take(List.of(one, other), NOW)))
                .extracting(ThrottleState::used)
                .containsExactly(4, 4);
    }

    private boolean takeInTurn(
            ThrottleCharge first, ThrottleCharge second, CountDownLatch bothHoldOne, AtomicInteger runs) {
        return inOne(() -> {
            runs.incrementAndGet();
            store().throttles().take(List.of(first), NOW);
            bothHoldOne.countDown();
            await(bothHoldOne);
            store().throttles().take(List.of(second), NOW);
            return true;
        });
    }

    @Test
    default void refuses_to_be_used_outside_of_a_unit_of_work() {
        assertThatThrownBy(() -> store().users().find(new UserId(UUID.randomUUID())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("not in a unit of work");
    }
}
