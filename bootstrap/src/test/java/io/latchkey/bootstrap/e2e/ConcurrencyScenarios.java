package io.latchkey.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Sends the same request twenty times at once. */
interface ConcurrencyScenarios extends Scenarios {
    int CALLERS = 20;

    static List<Reply> atOnce(Supplier<Reply> call) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            CountDownLatch ready = new CountDownLatch(CALLERS);
            List<Future<Reply>> replies = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                replies.add(callers.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return call.get();
                }));
            }
            List<Reply> done = new ArrayList<>();
            for (Future<Reply> reply : replies) {
                done.add(reply.get());
            }
            return done;
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    default void one_of_twenty_uses_a_code() throws Exception {
        String phone = Person.newPhone();
        String id = requestCode(visitor(), "custom:race", phone).expect(202).get("id");
        String code = site().nextCode(phone);
        List<Reply> replies = atOnce(() -> verify(visitor(), id, code));
        assertThat(replies).filteredOn(reply -> reply.status() == 200).hasSize(1);
        assertThat(replies).filteredOn(reply -> reply.status() != 200).allSatisfy(reply -> reply.expectProblem(422));
    }

    @Test
    default void twenty_wrong_guesses_at_once_are_five() throws Exception {
        String phone = Person.newPhone();
        String id = requestCode(visitor(), "custom:guesses", phone).expect(202).get("id");
        String code = site().nextCode(phone);
        List<Reply> replies = atOnce(() -> verify(visitor(), id, Scenarios.wrong(code)));
        assertThat(replies).filteredOn(reply -> reply.status() == 422).hasSize(4);
        assertThat(replies).filteredOn(reply -> reply.status() == 429).hasSize(CALLERS - 4);
        verify(visitor(), id, code).expectProblem(429, "otp-locked");
    }

    @Test
    default void twenty_refreshes_answer_the_same_successor() throws Exception {
        SignedIn one = signedIn();
        List<Reply> replies = atOnce(() -> refresh(visitor(), one.refreshToken()));
        assertThat(replies).allSatisfy(reply -> reply.expect(200));
        assertThat(replies.stream().map(reply -> reply.get("refreshToken")).distinct())
                .hasSize(1);
        me(visitor().bearer(replies.get(0).get("accessToken"))).expect(200);
    }

    @Test
    default void one_of_twenty_registers_a_username() throws Exception {
        Person person = Person.somebody();
        List<Reply> replies = atOnce(
                () -> visitor().post(API + "/users", "username", person.username(), "password", person.password()));
        assertThat(replies).filteredOn(reply -> reply.status() == 201).hasSize(1);
        assertThat(replies)
                .filteredOn(reply -> reply.status() != 201)
                .allSatisfy(reply -> reply.expectProblem(409, "username-taken"));
    }
}
