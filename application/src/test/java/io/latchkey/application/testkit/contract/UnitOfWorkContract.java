package io.latchkey.application.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.shared.Username;
import io.latchkey.domain.throttle.ThrottleCharge;
import io.latchkey.domain.throttle.ThrottleLimit;
import io.latchkey.domain.throttle.ThrottlePortion;
import io.latchkey.domain.throttle.ThrottleState;
import io.latchkey.domain.user.User;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The contract of units of work. */
public interface UnitOfWorkContract extends StoreContract {
    @Test
    default void answers_what_the_work_answers() {
        assertThat(inOne(() -> "answer")).isEqualTo("answer");
        assertThat(reading(() -> "read")).isEqualTo("read");
    }

    @Test
    default void keeps_what_was_saved_once_the_work_is_done() {
        User user = Samples.user("ada", null, null);
        inOne(() -> store().users().insert(user));
        assertThat(reading(() -> store().users().find(user.id()))).contains(user);
    }

    /** A thread that is told to end still records what it did, and stays told. */
    @Test
    default void serves_a_thread_that_is_interrupted() {
        User user = Samples.user("ada", null, null);
        Thread.currentThread().interrupt();
        try {
            inOne(() -> store().users().insert(user));
            assertThat(reading(() -> store().users().find(user.id()))).contains(user);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(reading(() -> store().users().find(user.id()))).contains(user);
    }

    @Test
    default void undoes_everything_when_the_work_throws() {
        User first = Samples.user("ada", null, null);
        User second = Samples.user("bob", null, null);
        assertThatThrownBy(() -> inOne(() -> {
                    store().users().insert(first);
                    store().users().insert(second);
                    throw new IllegalStateException("changed my mind");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("changed my mind");
        assertThat(reading(() -> store().users().find(first.id()))).isEmpty();
        assertThat(reading(() -> store().users().find(second.id()))).isEmpty();
    }

    @Test
    default void is_usable_again_after_the_work_threw() {
        assertThatThrownBy(() -> inOne(() -> {
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        User user = Samples.user("ada", null, null);
        inOne(() -> store().users().insert(user));
        assertThat(reading(() -> store().users().find(user.id()))).isPresent();
    }

    @Test
    default void joins_the_unit_of_work_it_is_nested_in() {
        User inner = Samples.user("ada", null, null);
        assertThatThrownBy(() -> inOne(() -> {
                    inOne(() -> store().users().insert(inner));
                    throw new IllegalStateException("after the inner one ended");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(reading(() -> store().users().find(inner.id()))).isEmpty();
    }

    @Test
    default void sees_its_own_changes_before_they_are_kept() {
        User user = Samples.user("ada", null, null);
        boolean isSeen = inOne(() -> {
            store().users().insert(user);
            return reading(() -> store().users().find(user.id()).isPresent());
        });
        assertThat(isSeen).isTrue();
    }

    @Test
    default void keeps_what_is_saved_inside_of_a_read() {
        User user = Samples.user("ada", null, null);
        reading(() -> {
            inOne(() -> store().users().insert(user));
            return true;
        });
        assertThat(reading(() -> store().users().find(user.id()))).isPresent();
    }

    @Test
    default void keeps_what_is_saved_apart_when_the_work_around_it_is_undone() {
        ThrottleCharge charge =
                new ThrottleCharge(UUID.randomUUID(), new ThrottleLimit("test", 9, Duration.ofHours(1)));
        assertThatThrownBy(() -> inOne(() -> {
                    store().users().insert(Samples.user("ada", null, null));
                    store().unitOfWork()
                            .apart(() -> store().throttles()
                                    .lease(List.of(new ThrottlePortion(charge, 3, Samples.NOW)), Samples.NOW));
                    throw new IllegalStateException("changed my mind");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(reading(() -> store().throttles().find(charge.key())))
                .contains(new ThrottleState(3, Samples.NOW.plus(Duration.ofHours(1))));
        assertThat(reading(() -> store().users().findByLogin(new LoginName.ByUsername(new Username("ada")))))
                .isEmpty();
        assertThat(store().unitOfWork()
                        .apart(() -> store().throttles()
                                .lease(List.of(new ThrottlePortion(charge, 1, Samples.NOW)), Samples.NOW)))
                .extracting(ThrottleState::used)
                .containsExactly(4);
    }

    @Test
    default void runs_its_duty_when_it_is_undone_and_no_other_time() {
        AtomicInteger undone = new AtomicInteger();
        assertThatThrownBy(() -> inOne(() -> {
                    store().unitOfWork().afterUndo(undone::incrementAndGet);
                    throw new IllegalStateException("changed my mind");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(undone).hasValue(1);
        inOne(() -> store().unitOfWork().afterUndo(undone::incrementAndGet));
        assertThat(undone).hasValue(1);
        assertThatThrownBy(() -> reading(() -> {
                    store().unitOfWork().afterUndo(undone::incrementAndGet);
                    return true;
                }))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    default void runs_a_last_duty_once_it_is_over_however_it_ended() {
        List<String> done = new ArrayList<>();
        UnitOfWork unitOfWork = store().unitOfWork();
        inOne(() -> {
            unitOfWork.execute(() -> {
                unitOfWork.afterEnd(() -> done.add("committed"));
                return true;
            });
            assertThat(done).isEmpty();
        });
        assertThat(done).containsExactly("committed");
        assertThatThrownBy(() -> inOne(() -> {
                    unitOfWork.afterEnd(() -> done.add("undone"));
                    unitOfWork.apart(() -> {
                        unitOfWork.afterEnd(() -> done.add("apart"));
                        return true;
                    });
                    assertThat(done).containsExactly("committed", "apart");
                    throw new IllegalStateException("changed my mind");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(done).startsWith("committed", "apart").endsWith("undone");
    }

    @Test
    default void runs_a_last_duty_at_once_where_nothing_is_to_be_committed() {
        List<String> done = new ArrayList<>();
        store().unitOfWork().afterEnd(() -> done.add("alone"));
        assertThat(done).containsExactly("alone");
        reading(() -> {
            store().unitOfWork().afterEnd(() -> done.add("reading"));
            assertThat(done).containsExactly("alone", "reading");
            return true;
        });
        inOne(() -> {});
        assertThat(done).containsExactly("alone", "reading");
    }

    @Test
    default void works_in_many_threads_at_once() {
        Parallel.run(40, number -> {
            inOne(() -> store().users().insert(Samples.user("user-" + number, null, null)));
            return number;
        });
        long found = reading(() -> IntStream.range(0, 40)
                .filter(number -> store().users()
                        .findByLogin(new LoginName.ByUsername(new Username("user-" + number)))
                        .isPresent())
                .count());
        assertThat(found).isEqualTo(40);
    }
}
