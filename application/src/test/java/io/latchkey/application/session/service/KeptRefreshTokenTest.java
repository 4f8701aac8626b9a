package io.latchkey.application.session.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.session.Caller;
import io.latchkey.application.session.RefreshSessionUseCase.Refresh;
import io.latchkey.application.session.RefreshSessionUseCase.RefreshSessionCommand;
import io.latchkey.application.session.RefreshSessionUseCase.Renewal;
import io.latchkey.application.session.SessionTokens;
import io.latchkey.application.session.SignOutUseCase.SignOut;
import io.latchkey.application.session.SignOutUseCase.SignOutCommand;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.domain.session.Session;
import io.latchkey.domain.user.User;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeptRefreshTokenTest {
    private final TestApplication app = TestApplication.start();
    private String token = "";
    private Session session = Fixtures.anySession(Fixtures.anyUser());

    @BeforeEach
    void sign_in() {
        User user = app.given(Fixtures.anyUser());
        Caller caller = app.givenSession(user);
        session = caller.session().orElseThrow();
        token = new RefreshTokens(app.secrets).derive(session);
    }

    private Refresh renew(String refreshToken) {
        return app.refreshSession.refresh(new RefreshSessionCommand(refreshToken, Renewal.KEEP));
    }

    private SessionTokens renewed(String refreshToken) {
        return ((Refresh.Refreshed) renew(refreshToken)).tokens();
    }

    private SignOut signOut(String refreshToken) {
        return app.signOut.signOut(new SignOutCommand.ByRefreshToken(refreshToken));
    }

    @Test
    void renews_the_access_token_again_and_again_with_one_refresh_token() {
        for (int i = 0; i < 3; i++) {
            SessionTokens tokens = renewed(token);
            assertThat(tokens.refreshToken()).isEqualTo(token);
            assertThat(app.authenticate.authenticate(tokens.accessToken())).isPresent();
        }
    }

    @Test
    void keeps_a_session_that_is_used_from_idling_out() {
        Duration idle = Fixtures.sessionPolicy().idleTimeout();
        app.clock.advance(idle.minusSeconds(1));
        assertThat(renew(token)).isInstanceOf(Refresh.Refreshed.class);
        app.clock.advance(idle.minusSeconds(1));
        assertThat(renew(token)).isInstanceOf(Refresh.Refreshed.class);
        app.clock.advance(idle);
        assertThat(renew(token)).isEqualTo(new Refresh.Refused());
    }

    @Test
    void signs_out_both_tokens_at_once() {
        SessionTokens tokens = renewed(token);
        assertThat(signOut(token)).isEqualTo(new SignOut.SignedOut(1));
        assertThat(app.authenticate.authenticate(tokens.accessToken())).isEmpty();
        assertThat(renew(token)).isEqualTo(new Refresh.Refused());
        assertThat(signOut(token)).isEqualTo(new SignOut.NoSuchSession());
    }

    @Test
    void takes_a_token_that_was_traded_in_for_none() {
        Refresh refreshed = app.refreshSession.refresh(new RefreshSessionCommand(token, Renewal.ROTATE));
        assertThat(renew(token)).isEqualTo(new Refresh.Refused());
        assertThat(signOut(token)).isEqualTo(new SignOut.NoSuchSession());
        String next = ((Refresh.Refreshed) refreshed).tokens().refreshToken();
        assertThat(renew(next)).isInstanceOf(Refresh.Refreshed.class);
    }

    @Test
    void takes_garbage_and_access_tokens_for_none() {
        String access = renewed(token).accessToken();
        assertThat(renew(access)).isEqualTo(new Refresh.Refused());
        assertThat(renew("lkr.key-1.x.y")).isEqualTo(new Refresh.Refused());
        assertThat(signOut("")).isEqualTo(new SignOut.NoSuchSession());
    }
}
