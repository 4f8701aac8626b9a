package io.latchkey.application.account.service;

import static io.latchkey.application.testkit.Fixtures.EMAIL;
import static io.latchkey.application.testkit.Fixtures.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.application.account.CheckAvailabilityUseCase.Availability;
import io.latchkey.application.account.CheckAvailabilityUseCase.ContactAnswers;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.shared.Username;
import org.junit.jupiter.api.Test;

class CheckAvailabilityServiceTest {
    private static final LoginName ADA = new LoginName.ByUsername(new Username("ada"));

    private TestApplication app = TestApplication.start();

    private Availability check(LoginName name) {
        return app.checkAvailability.check(name, ContactAnswers.WHERE_ALLOWED, ORIGIN);
    }

    @Test
    void tells_whether_a_username_is_free() {
        app.given(Fixtures.anyUser());
        assertThat(check(ADA)).isEqualTo(new Availability.Known(false));
        assertThat(check(new LoginName.ByUsername(new Username("eve")))).isEqualTo(new Availability.Known(true));
        assertThatThrownBy(() -> check(new LoginName.Unusable("??"))).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void tells_of_contacts_only_where_that_is_switched_on() {
        Contact contact = EMAIL;
        assertThatThrownBy(() -> check(new LoginName.ByContact(contact))).isInstanceOf(InvalidValueException.class);
        app = TestApplication.settings().tellContacts().start();
        app.given(Fixtures.anyUser());
        assertThat(check(new LoginName.ByContact(contact))).isEqualTo(new Availability.Known(false));
    }

    @Test
    void answers_only_so_many_checks() {
        app = TestApplication.settings().throttles(Fixtures.throttles(1)).start();
        check(ADA);
        Availability.Refused refused = (Availability.Refused) check(ADA);
        app.clock.advance(refused.throttled().retryAfter());
        assertThat(check(ADA)).isInstanceOf(Availability.Known.class);
    }
}
