package io.latchkey.application.maintenance.service;

import static io.latchkey.application.testkit.Fixtures.EMAIL;
import static io.latchkey.application.testkit.Fixtures.REQUESTER;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.shared.service.Core;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.domain.delivery.CountedSpan;
import io.latchkey.domain.otp.OtpPurpose;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CountFunnelServiceTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final TestApplication app = TestApplication.start();
    private final CountFunnelService service = new CountFunnelService(
            app.attemptRepository,
            app.leaseRepository,
            app.pause,
            new Core(app.unitOfWork, app.ids, app.digester, app.audit, app.clock));

    private void send() {
        app.sendCode.send(SendCodeCommand.asked(OtpPurpose.parse("custom:pay"), EMAIL, REQUESTER));
        app.deliver();
    }

    private Optional<CountedSpan> counted() {
        return app.unitOfWork.read(app.attemptRepository::countedAhead);
    }

    private Instant minute() {
        return app.clock.instant().truncatedTo(ChronoUnit.MINUTES);
    }

    @Test
    void counts_nothing_before_the_first_message() {
        app.clock.advance(Duration.ofDays(1));
        assertThat(service.count()).isZero();
        assertThat(counted()).isEmpty();
    }

    @Test
    void counts_from_the_first_message_to_two_minutes_ago_and_goes_on_from_there() {
        Instant first = minute();
        send();
        app.clock.advance(Duration.ofMinutes(7));
        assertThat(service.count()).isGreaterThanOrEqualTo(5);
        assertThat(counted()).contains(new CountedSpan(first, first.plus(MINUTE.multipliedBy(5))));
        app.clock.advance(MINUTE);
        assertThat(service.count()).isBetween(2, 6);
        assertThat(counted()).contains(new CountedSpan(first, first.plus(MINUTE.multipliedBy(6))));
    }

    @Test
    void counts_a_day_after_a_long_rest_and_no_more() {
        send();
        app.clock.advance(Duration.ofDays(5));
        service.count();
        CountedSpan span = counted().orElseThrow();
        assertThat(Duration.between(span.first(), span.end())).isEqualTo(Duration.ofHours(25));
    }

    @Test
    void leaves_the_work_to_the_node_that_is_at_it() {
        send();
        app.clock.advance(Duration.ofMinutes(5));
        app.unitOfWork.<Boolean>execute(
                () -> app.leaseRepository.take("count funnel", new UUID(5, 5), app.clock.instant(), MINUTE));
        assertThat(service.count()).isZero();
        app.clock.advance(MINUTE);
        assertThat(service.count()).isPositive();
    }
}
