package io.latchkey.application.ticket.service;

import static io.latchkey.application.testkit.Fixtures.EMAIL;
import static io.latchkey.application.testkit.Fixtures.ORIGIN;
import static io.latchkey.application.testkit.Fixtures.OTHER_ORIGIN;
import static io.latchkey.application.testkit.Fixtures.PHONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.application.ticket.TicketHolder;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.user.UserId;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TicketsTest {
    private static final String APP = "acme";
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private final TestApplication app = TestApplication.start();

    private String validate(Contact contact) {
        return app.unitOfWork.execute(() -> app.tickets.validate(APP, contact, Optional.empty(), ORIGIN, LIFETIME));
    }

    private boolean isSpent(Contact contact, ClientOrigin origin, String... tokens) {
        return app.unitOfWork.execute(
                () -> app.tickets.spendValidation(APP, contact, TicketHolder.of(origin, Set.of(tokens))));
    }

    @Test
    void forgets_a_validation_in_time() {
        validate(EMAIL);
        app.clock.advance(LIFETIME);
        assertThat(isSpent(EMAIL, ORIGIN)).isFalse();
    }

    @Test
    void lets_whoever_calls_from_the_same_network_use_a_validation_once() {
        validate(EMAIL);
        assertThat(isSpent(EMAIL, ORIGIN)).isTrue();
        assertThat(isSpent(EMAIL, ORIGIN)).isFalse();
    }

    @Test
    void lets_whoever_shows_its_token_use_a_validation_from_anywhere_once() {
        String token = validate(EMAIL);
        String other = validate(PHONE);
        assertThat(isSpent(EMAIL, OTHER_ORIGIN, other, token)).isTrue();
        assertThat(isSpent(EMAIL, OTHER_ORIGIN, token)).isFalse();
        assertThat(isSpent(EMAIL, ORIGIN)).isFalse();
    }

    @Test
    void lets_nobody_else_use_a_validation() {
        validate(EMAIL);
        String other = validate(PHONE);
        assertThat(isSpent(EMAIL, OTHER_ORIGIN)).isFalse();
        assertThat(isSpent(EMAIL, OTHER_ORIGIN, other, "", "guess")).isFalse();
        assertThat(isSpent(EMAIL, ORIGIN)).isTrue();
    }

    @Test
    void takes_the_token_of_the_newest_validation_alone() {
        String older = validate(EMAIL);
        String newer = validate(EMAIL);
        assertThat(isSpent(EMAIL, OTHER_ORIGIN, older)).isFalse();
        assertThat(isSpent(EMAIL, OTHER_ORIGIN, newer)).isTrue();
    }

    @Test
    void ends_all_that_acts_on_an_account() {
        UserId account = Fixtures.anyUser().id();
        UserId other = Fixtures.otherUser().id();
        String[] keys = app.unitOfWork.execute(() -> {
            app.tickets.validate(APP, EMAIL, Optional.of(account), ORIGIN, LIFETIME);
            app.tickets.validate(APP, PHONE, Optional.of(other), ORIGIN, LIFETIME);
            return new String[] {
                app.tickets.makeResetKey(APP, account, LIFETIME), app.tickets.makeResetKey(APP, other, LIFETIME)
            };
        });
        app.unitOfWork.execute(() -> {
            app.tickets.endAll(account);
            return account;
        });
        assertThat(isSpent(EMAIL, ORIGIN)).isFalse();
        assertThat(isSpent(PHONE, ORIGIN)).isTrue();
        assertThat(app.unitOfWork.execute(() -> app.tickets.spendResetKey(APP, keys[0])))
                .isEmpty();
        assertThat(app.unitOfWork.execute(() -> app.tickets.spendResetKey(APP, keys[1])))
                .contains(other);
    }
}
