package io.latchkey.application.account.service;

import static io.latchkey.application.testkit.Fixtures.ORIGIN;
import static io.latchkey.application.testkit.Fixtures.OTHER_PASSWORD;
import static io.latchkey.application.testkit.Fixtures.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.session.Caller;
import io.latchkey.application.session.CurrentPassword;
import io.latchkey.application.session.Unconfirmed;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.domain.user.User;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeleteAccountServiceTest {
    private static final Duration TOO_OLD = Duration.ofMinutes(10).plusMillis(1);
    private final TestApplication app = TestApplication.start();

    private final User user =
            app.given(Fixtures.anyUser().withPassword(app.hasher.currentHash(PASSWORD), Fixtures.NOW));

    private final Caller caller = app.givenSession(user);

    @Test
    void deletes_an_account_right_after_a_sign_in_only() {
        app.clock.advance(TOO_OLD);
        assertThat(app.deleteAccount.delete(caller, Optional.empty())).contains(new Unconfirmed.SignInTooOld());
        assertThat(app.deleteAccount.delete(new Caller(user, Optional.empty()), Optional.empty()))
                .contains(new Unconfirmed.SignInTooOld());
        Caller recent = app.givenSession(user);
        assertThat(app.deleteAccount.delete(recent, Optional.empty())).isEmpty();
        assertThat(app.listSessions.list(recent)).isEmpty();
    }

    @Test
    void deletes_an_account_by_its_current_password() {
        app.clock.advance(TOO_OLD);
        assertThat(app.deleteAccount.delete(caller, Optional.of(new CurrentPassword(OTHER_PASSWORD, ORIGIN))))
                .contains(new Unconfirmed.WrongPassword());
        assertThat(app.deleteAccount.delete(caller, Optional.of(new CurrentPassword(PASSWORD, ORIGIN))))
                .isEmpty();
    }
}
