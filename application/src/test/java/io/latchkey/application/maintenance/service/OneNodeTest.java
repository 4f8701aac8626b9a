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
        assertThat(first.run(isOurs -> 7)).isEqualTo(7);
        assertThat(second.run(isOurs -> 7)).isZero();
        app.clock.advance(Duration.ofSeconds(20));
        assertThat(first.run(isOurs -> 7)).isEqualTo(7);
        app.clock.advance(Duration.ofSeconds(20));
        assertThat(second.run(isOurs -> 7)).isZero();
        app.clock.advance(Duration.ofSeconds(11));
        assertThat(second.run(isOurs -> 7)).isEqualTo(7);
        assertThat(first.run(isOurs -> 7)).isZero();
    }

    @Test
    void keeps_the_task_through_a_run_that_takes_longer_than_the_lease() {
        assertThat(first.run(isOurs -> {
                    for (int step = 0; step < 10; step++) {
                        app.clock.advance(Duration.ofSeconds(12));
                        assertThat(isOurs.getAsBoolean()).isTrue();
                        assertThat(second.run(theirs -> 7)).isZero();
                    }
                    return 7;
                }))
                .isEqualTo(7);
    }

    @Test
    void tells_a_run_that_slept_too_long_that_the_task_is_no_longer_its_own() {
        assertThat(first.run(isOurs -> {
                    app.clock.advance(Duration.ofSeconds(31));
                    assertThat(second.run(theirs -> 7)).isEqualTo(7);
                    return isOurs.getAsBoolean() ? 1 : 0;
                }))
                .isZero();
    }
}
