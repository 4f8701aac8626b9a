package io.latchkey.application.maintenance.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.shared.service.Core;
import io.latchkey.application.testkit.TestApplication;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OneNodeTest {
    private final TestApplication app = TestApplication.start();
    private final OneNode first = node();
    private final OneNode second = node();

    private OneNode node() {
        return new OneNode(
                "task",
                Duration.ofSeconds(30),
                app.leaseRepository,
                new Core(app.unitOfWork, app.ids, app.digester, app.audit, app.clock));
    }

    @Test
    void leaves_the_task_to_the_node_that_has_it_until_that_stops() {
        assertThat(first.run(() -> 7)).isEqualTo(7);
        assertThat(second.run(() -> 7)).isZero();
        app.clock.advance(Duration.ofSeconds(20));
        assertThat(first.run(() -> 7)).isEqualTo(7);
        app.clock.advance(Duration.ofSeconds(20));
        assertThat(second.run(() -> 7)).isZero();
        app.clock.advance(Duration.ofSeconds(11));
        assertThat(second.run(() -> 7)).isEqualTo(7);
        assertThat(first.run(() -> 7)).isZero();
    }
}
