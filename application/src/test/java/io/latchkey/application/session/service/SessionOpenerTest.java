package io.latchkey.application.session.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.message.NoticePolicy;
import io.latchkey.application.message.port.Notices;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.application.throttle.service.Throttles;
import io.latchkey.application.user.service.OwnerNotices;
import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.user.User;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SessionOpenerTest {
    private final TestApplication app = TestApplication.start();
    private final User user = app.given(Fixtures.anyUser());
    private final List<MessageKind> told = new ArrayList<>();

    /** @param known whether the client's device is known to the account */
    private void signIn(boolean known) {
        OwnerNotices notices = new OwnerNotices(
                new Told(),
                Fixtures.noticePolicy(NoticePolicy.Sms.ESSENTIAL),
                new Throttles(app.throttleRepository, app.digester, app.audit, app.clock));
        SessionOpener opener = new SessionOpener(
                app.sessionRepository,
                Fixtures.sessionPolicy(),
                app.ids,
                notices,
                (owner, origin) -> known,
                app.audit,
                app.clock);
        app.unitOfWork.execute(() -> opener.open(user, List.of("pwd"), Fixtures.ORIGIN));
    }

    private final class Told implements Notices {
        @Override
        public void send(MessageKind kind, List<Contact> contacts, Locale locale) {
            assertThat(contacts).containsExactly(Fixtures.EMAIL);
            told.add(kind);
        }

        @Override
        public void pretend(MessageKind kind, Locale locale) {
            throw new AssertionError("there is somebody to tell");
        }
    }

    @Test
    void tells_the_owner_of_a_sign_in_on_a_device_that_the_account_does_not_know() {
        app.clock.advance(Duration.ofHours(1));
        signIn(false);
        assertThat(told).containsExactly(MessageKind.NEW_DEVICE);
    }

    @Test
    void says_nothing_of_a_known_device() {
        app.clock.advance(Duration.ofHours(1));
        signIn(true);
        assertThat(told).isEmpty();
    }

    @Test
    void takes_the_devices_of_the_first_hour_for_those_of_the_owner() {
        app.clock.advance(Duration.ofMinutes(59));
        signIn(false);
        assertThat(told).isEmpty();
    }
}
