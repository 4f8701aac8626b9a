package io.latchkey.application.session.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.session.Caller;
import io.latchkey.application.session.RefreshSessionUseCase.Refresh;
import io.latchkey.application.session.SessionTokens;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.domain.session.Session;
import io.latchkey.domain.user.User;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeepRefreshTokenServiceTest {
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

    @Test
    void renews_the_access_token_again_and_again_with_one_refresh_token() {
        for (int i = 0; i < 3; i++) {
            SessionTokens tokens = app.keepRefreshToken.renew(token).orElseThrow();
            assertThat(tokens.refreshToken()).isEqualTo(token);
            assertThat(app.authenticate.authenticate(tokens.accessToken())).isPresent();
        }
    }

    @Test
    void keeps_a_session_that_is_used_from_idling_out() {
        Duration idle = Fixtures.sessionPolicy().idleTimeout();
        app.clock.advance(idle.minusSeconds(1));
        assertThat(app.keepRefreshToken.renew(token)).isPresent();
        app.clock.advance(idle.minusSeconds(1));
        assertThat(app.keepRefreshToken.renew(token)).isPresent();
        app.clock.advance(idle);
        assertThat(app.keepRefreshToken.renew(token)).isEmpty();
    }

    @Test
    void signs_out_both_tokens_at_once() {
        SessionTokens tokens = app.keepRefreshToken.renew(token).orElseThrow();
        assertThat(app.keepRefreshToken.signOut(token)).isTrue();
        assertThat(app.authenticate.authenticate(tokens.accessToken())).isEmpty();
        assertThat(app.keepRefreshToken.renew(token)).isEmpty();
        assertThat(app.keepRefreshToken.signOut(token)).isFalse();
    }

    @Test
    void takes_a_token_that_was_traded_in_for_none() {
        Refresh refreshed = app.refreshSession.refresh(token);
        assertThat(app.keepRefreshToken.renew(token)).isEmpty();
        assertThat(app.keepRefreshToken.signOut(token)).isFalse();
        String next = ((Refresh.Refreshed) refreshed).tokens().refreshToken();
        assertThat(app.keepRefreshToken.renew(next)).isPresent();
    }

    @Test
    void takes_garbage_and_access_tokens_for_none() {
        String access = app.keepRefreshToken.renew(token).orElseThrow().accessToken();
        assertThat(app.keepRefreshToken.renew(access)).isEmpty();
        assertThat(app.keepRefreshToken.renew("lkr.key-1.x.y")).isEmpty();
        assertThat(app.keepRefreshToken.signOut("")).isFalse();
    }
}
