package io.latchkey.adapters.rest.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BodyMemoryTest {
    private static final int MOST = BoundedInput.MOST_IMAGE_BYTES;

    private final BodyMemory memory = new BodyMemory(MOST);

    private boolean takeElsewhere(int bytes) throws InterruptedException {
        boolean[] hasRoom = new boolean[1];
        Thread another = new Thread(() -> {
            memory.begin();
            hasRoom[0] = memory.take(bytes);
            memory.end();
        });
        another.start();
        another.join();
        return hasRoom[0];
    }

    @Test
    void requests_share_it_until_they_are_over() throws InterruptedException {
        memory.begin();
        assertThat(memory.take(MOST - 10)).isTrue();
        assertThat(takeElsewhere(10)).isTrue();
        assertThat(takeElsewhere(11)).isFalse();
        memory.end();
        assertThat(takeElsewhere(MOST)).isTrue();
    }

    @Test
    void a_body_that_finds_no_room_keeps_what_it_held_and_takes_nothing_more() throws InterruptedException {
        memory.begin();
        assertThat(memory.take(MOST - 10)).isTrue();
        assertThat(memory.take(11)).isFalse();
        assertThat(takeElsewhere(10)).isTrue();
        memory.end();
        assertThat(takeElsewhere(MOST)).isTrue();
    }

    @Test
    void a_thread_without_a_request_takes_nothing() throws InterruptedException {
        assertThat(memory.take(MOST)).isTrue();
        memory.end();
        assertThat(takeElsewhere(MOST)).isTrue();
    }

    @Test
    void has_room_for_the_longest_body() {
        assertThatThrownBy(() -> new BodyMemory(MOST - 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
