package io.latchkey.application.ticket.service;

import static io.latchkey.application.testkit.Fixtures.EMAIL;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.testkit.TestApplication;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TicketsTest {
    private static final String APP = "acme";

    private final TestApplication app = TestApplication.start();

    @Test
    void forgets_a_validation_in_time() {
        app.unitOfWork.execute(() -> {
            app.tickets.validate(APP, EMAIL, Duration.ofMinutes(30));
            return true;
        });
        app.clock.advance(Duration.ofMinutes(30));
        assertThat(app.unitOfWork.<Boolean>execute(() -> app.tickets.spendValidation(APP, EMAIL)))
                .isFalse();
    }
}
