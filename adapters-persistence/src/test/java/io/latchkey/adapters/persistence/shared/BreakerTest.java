package io.latchkey.adapters.persistence.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BreakerTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final Breaker breaker = new Breaker(nanos::get);

    private void fail(int times) {
        IntStream.range(0, times).forEach(number -> breaker.fail());
    }

    @Test
    void admits_all_calls_until_so_many_failed_in_a_row() {
        fail(Breaker.MOST_FAILURES - 1);
        breaker.succeed();
        fail(Breaker.MOST_FAILURES - 1);
        assertThat(breaker.admits()).isTrue();
        breaker.fail();
        assertThat(breaker.admits()).isFalse();
    }

    @Test
    void lets_one_call_try_in_each_pause() {
        fail(Breaker.MOST_FAILURES);
        nanos.addAndGet(Breaker.PAUSE.toNanos());
        assertThat(breaker.admits()).isTrue();
        assertThat(breaker.admits()).isFalse();
        breaker.fail();
        assertThat(breaker.admits()).isFalse();
        nanos.addAndGet(Breaker.PAUSE.toNanos());
        assertThat(breaker.admits()).isTrue();
    }

    @Test
    void admits_all_calls_again_after_one_that_succeeded() {
        fail(Breaker.MOST_FAILURES);
        nanos.addAndGet(Breaker.PAUSE.toNanos());
        assertThat(breaker.admits()).isTrue();
        breaker.succeed();
        assertThat(breaker.admits()).isTrue();
        assertThat(breaker.admits()).isTrue();
    }
}
