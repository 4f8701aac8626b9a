package io.latchkey.application.delivery.service;

import static io.latchkey.application.testkit.Fixtures.NOW;
import static io.latchkey.application.testkit.Fixtures.PHONE;
import static io.latchkey.application.testkit.Fixtures.REQUESTER;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.delivery.Funnel;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.domain.delivery.Cost;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.FunnelRow;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Channel;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadFunnelServiceTest {
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final TestApplication app =
            TestApplication.settings().routes(Fixtures.routes("a", "b")).start();

    @Test
    void tells_what_became_of_a_window_of_messages_and_how_their_providers_stand() {
        app.gateway.answer("a", new DeliveryOutcome.Deferred("down", Optional.empty()));
        app.sendCode.send(SendCodeCommand.asked(OtpPurpose.parse("custom:pay"), PHONE, REQUESTER));
        app.deliver();
        app.clock.advance(WINDOW);
        Funnel funnel = app.readFunnel.read(WINDOW);
        assertThat(funnel.from()).isEqualTo(NOW);
        assertThat(funnel.until()).isEqualTo(NOW.plus(WINDOW));
        assertThat(funnel.rows())
                .containsExactlyInAnyOrder(
                        new FunnelRow(
                                new FunnelRow.Key("a", "DE", Channel.SMS, "code/en"),
                                new FunnelRow.Counts(1, 0, 0, 1, 0),
                                Optional.empty()),
                        new FunnelRow(
                                new FunnelRow.Key("b", "DE", Channel.SMS, "code/en"),
                                new FunnelRow.Counts(1, 1, 0, 0, 0),
                                Optional.of(new Cost(50_000, "EUR"))));
        assertThat(funnel.providers())
                .extracting(Funnel.ProviderStatus::provider)
                .containsExactly("a", "b");
        app.clock.advance(Duration.ofNanos(1));
        assertThat(app.readFunnel.read(WINDOW).rows()).isEmpty();
        assertThat(app.readFunnel.read(WINDOW).providers()).hasSize(2);
    }
}
