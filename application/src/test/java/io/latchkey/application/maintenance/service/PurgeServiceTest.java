package io.latchkey.application.maintenance.service;

import static io.latchkey.application.testkit.Fixtures.EMAIL;
import static io.latchkey.application.testkit.Fixtures.OTHER_PASSWORD;
import static io.latchkey.application.testkit.Fixtures.REQUESTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.latchkey.application.account.NewAccount;
import io.latchkey.application.account.RegisterCommand;
import io.latchkey.application.maintenance.RetentionPolicy;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.session.SignInCommand;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.shared.Username;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PurgeServiceTest {
    private static final LoginName NOBODY = new LoginName.ByUsername(new Username("nobody"));

    private final TestApplication app = TestApplication.start();

    private void fill() {
        app.sendCode.send(SendCodeCommand.asked(OtpPurpose.parse("custom:pay"), EMAIL, REQUESTER));
        app.register.register(RegisterCommand.provenByCode(
                NewAccount.named(Optional.of(new Username("eve")), Optional.empty())
                        .reachedAt(Optional.of(Fixtures.STRANGER_EMAIL), Optional.empty()),
                REQUESTER));
        app.signIn.signIn(SignInCommand.ByPassword.of(NOBODY, OTHER_PASSWORD, REQUESTER.origin()));
        app.givenSession(app.given(Fixtures.anyUser()));
        app.deliver();
    }

    @Test
    void forgets_nothing_that_somebody_may_still_need() {
        fill();
        assertThat(app.purge.purge()).isZero();
        assertThat(app.challenges()).hasSize(2);
        assertThat(app.outbox()).hasSize(2);
    }

    @Test
    void forgets_everything_once_it_is_kept_long_enough() {
        fill();
        app.clock.advance(Duration.ofDays(32));
        assertThat(app.purge.purge()).isPositive();
        assertThat(app.challenges()).isEmpty();
        assertThat(app.outbox()).isEmpty();
        assertThat(app.userBy(new LoginName.ByUsername(new Username("eve")))).isEmpty();
        assertThat(app.userBy(new LoginName.ByUsername(Fixtures.USERNAME))).isPresent();
        assertThat(app.purge.purge()).isZero();
    }

    @Test
    void commits_table_by_table() {
        int commits = app.unitOfWork.commits();
        app.purge.purge();
        assertThat(app.unitOfWork.commits() - commits).isEqualTo(14);
    }

    @ParameterizedTest
    @CsvSource({
        "PT-1S, P1D, P1D, P1D, P1D, P2D",
        "P1D, PT-1S, P1D, P1D, P1D, P2D",
        "P1D, P1D, PT-1S, P1D, P1D, P2D",
        "P1D, P1D, P1D, PT-1S, P1D, P2D",
        "P1D, P1D, P1D, P1D, PT59M, P2D",
        "P1D, P1D, P1D, P1D, P1D, PT23H"
    })
    void refuses_to_forget_what_is_not_over(
            Duration challenges,
            Duration messages,
            Duration sessions,
            Duration credentials,
            Duration accounts,
            Duration failures) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetentionPolicy(challenges, messages, sessions, credentials, accounts, failures));
    }
}
