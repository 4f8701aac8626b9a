package io.latchkey.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.adapters.rest.decision.RequestDecisions;
import io.latchkey.application.shared.Decision;
import io.latchkey.application.shared.service.DecisionDesk;
import io.latchkey.application.testkit.CountingIdGenerator;
import io.latchkey.application.testkit.TestDigester;
import io.latchkey.bootstrap.settings.key.ServerKeys;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock(ClientTimesTest.WARMING_UP)
class DecisionWiringTest {
    private final DecisionDesk desk =
            new DecisionDesk(new TestDigester(), new CountingIdGenerator(), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    private final RequestDecisions decisions = new DecisionWiring().requestDecisions(desk);

    private Optional<UUID> refuse(String door) {
        decisions.begin();
        try {
            return decisions.answer(new RequestDecisions.Told(
                    401, "unauthorized", Optional.empty(), Optional.empty(), "", door, "127.0.0.1", Optional.empty()));
        } finally {
            decisions.end();
        }
    }

    @Test
    void keeps_no_decision_about_calls_that_the_launcher_makes_before_there_are_clients() {
        System.setProperty(ServerKeys.WARMING_UP, "true");
        try {
            assertThat(refuse("own")).isEmpty();
        } finally {
            System.clearProperty(ServerKeys.WARMING_UP);
        }
        assertThat(refuse("client's")).isPresent();
        assertThat(desk.take(DecisionDesk.Kind.UNRULED, 10))
                .extracting(Decision::call)
                .extracting(Decision.Call::door)
                .containsExactly("client's");
    }
}
