package io.latchkey.application.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.latchkey.application.shared.Finding;
import io.latchkey.application.shared.service.DecisionDesk;
import io.latchkey.application.throttle.Throttled;
import io.latchkey.application.throttle.TooSoon;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The check before every use case of tests finds what it is made to find. */
class ExplainedUseCaseTest {
    private final TestApplication app = TestApplication.start();
    private final DecisionDesk desk = app.useCases.decisions;

    /** An outcome that is a refusal. */
    record Refused(TooSoon why) {}

    /** An outcome that is none. */
    record Sent() {}

    private static Refused refusal() {
        return new Refused(new Throttled(Fixtures.limit("a-limit", 1), Duration.ofSeconds(1)));
    }

    private Object call(Supplier<?> useCase) {
        return ExplainedUseCase.of(Supplier.class, useCase, desk).get();
    }

    @Test
    void fails_at_a_refusal_of_which_no_rule_told() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> call(ExplainedUseCaseTest::refusal))
                .withMessageContaining("no rule told");
    }

    @Test
    void lets_a_refusal_pass_that_a_rule_told_of_and_every_other_outcome() {
        assertThat(call(() -> {
                    desk.saw(Finding.refused("a-limit"));
                    return refusal();
                }))
                .isInstanceOf(Refused.class);
        assertThat(call(Sent::new)).isInstanceOf(Sent.class);
    }
}
