package io.latchkey.application.delivery.service;

import static io.latchkey.application.testkit.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.OutboxMessage;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.message.DeliveryState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Fifty messages a second by two providers, the first of which dies and comes back. */
class FailOverTest {
    private static final int PER_SECOND = 50;
    private static final int OUTAGE = 25;
    private static final int RAMP = (int) Fixtures.healthPolicy().ramp().toSeconds();

    private final TestApplication app = TestApplication.settings()
            .routes(Fixtures.routes("first", "second"))
            .start();

    /** What became of the messages of one second, in the order they were promised. */
    private List<OutboxMessage> sendForASecond() {
        List<OutboxMessage> sent = new ArrayList<>();
        for (int i = 0; i < PER_SECOND; i++) {
            app.promise(new OutboxMessageId(app.ids.next()));
            app.deliver();
            sent.add(app.outbox().get(app.outbox().size() - 1));
            app.clock.advance(Duration.ofSeconds(1).dividedBy(PER_SECOND));
        }
        app.unitOfWork.execute(() -> app.outboxRepository.purge(app.clock.instant()));
        app.unitOfWork.execute(() -> app.attemptRepository.purge(app.clock.instant()));
        return sent;
    }

    private List<OutboxMessage> sendFor(int seconds) {
        List<OutboxMessage> sent = new ArrayList<>();
        for (int i = 0; i < seconds; i++) {
            sent.addAll(sendForASecond());
        }
        return sent;
    }

    private double shareOfFirst() {
        return app.readFunnel.read(Duration.ofMinutes(1)).providers().stream()
                .filter(status -> status.provider().equals("first"))
                .findFirst()
                .orElseThrow()
                .share();
    }

    private long callsTo(String provider) {
        return app.gateway.providers().stream().filter(provider::equals).count();
    }

    private static double part(List<OutboxMessage> sent, String provider) {
        return sent.stream()
                        .filter(message -> message.state() == DeliveryState.ACCEPTED
                                && message.attempts() == 1
                                && provider.equals(message.provider()))
                        .count()
                / (double) sent.size();
    }

    @Test
    void loses_no_message_when_a_provider_dies_and_gives_it_its_share_back_when_it_recovers() {
        assertThat(part(sendFor(5), "first")).isEqualTo(1);

        app.gateway.answer("first", new DeliveryOutcome.Deferred("http 503", Optional.empty()));
        long before = callsTo("first");
        List<OutboxMessage> outage = sendFor(OUTAGE);
        assertThat(outage).hasSize(PER_SECOND * OUTAGE);
        assertThat(part(outage, "second")).isEqualTo(1);
        // Half of some two hundred calls remembered have to fail, and one message tries it out after each pause.
        assertThat(callsTo("first") - before).isLessThan(PER_SECOND * 6);

        app.gateway.answer("first", new DeliveryOutcome.Accepted("first", Optional.empty()));
        List<OutboxMessage> waiting = new ArrayList<>();
        while (shareOfFirst() == 0) {
            waiting.addAll(sendForASecond());
            assertThat(app.clock.instant()).isBefore(NOW.plusSeconds(5 + OUTAGE + 40));
        }
        assertThat(waiting).allMatch(message -> message.state() == DeliveryState.ACCEPTED && message.attempts() == 1);

        for (int tenth = 0; tenth < 6; tenth++) {
            List<OutboxMessage> sent = sendFor(RAMP / 6);
            double first = part(sent, "first");
            assertThat(first).isCloseTo((tenth + 0.5) / 6, within(0.1));
            assertThat(first + part(sent, "second")).isEqualTo(1);
        }
        assertThat(shareOfFirst()).isEqualTo(1);
        assertThat(part(sendFor(5), "first")).isEqualTo(1);
    }
}
