package io.latchkey.bootstrap.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShutdownTest {
    private final List<String> steps = new ArrayList<>();
    private boolean areCallsOver = true;

    private final class ListedDoor implements Door {
        @Override
        public void open(ServerSocketChannel socket, String publicUrl) {
            steps.add("open");
        }

        @Override
        public void turnReadinessOff() {
            steps.add("readiness off");
        }

        @Override
        public void close() {
            steps.add("closed");
        }

        @Override
        public boolean awaitCalls(Duration longest) {
            assertThat(longest).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(25));
            steps.add("calls over: " + areCallsOver);
            return areCallsOver;
        }

        @Override
        public void shut() {
            steps.add("shut");
        }
    }

    @Test
    void finishes_what_is_under_way_before_it_stops_the_application_and_shuts_the_port() {
        drain();
        assertThat(steps).containsExactly("readiness off", "closed", "calls over: true", "application stopped", "shut");
    }

    @Test
    void stops_although_a_call_has_no_end() {
        areCallsOver = false;
        drain();
        assertThat(steps)
                .containsExactly("readiness off", "closed", "calls over: false", "application stopped", "shut");
    }

    private void drain() {
        new Shutdown(new ListedDoor(), () -> steps.add("application stopped"), Duration.ZERO).drain();
    }
}
