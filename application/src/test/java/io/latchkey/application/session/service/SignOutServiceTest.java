package io.latchkey.application.session.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.session.Caller;
import io.latchkey.application.session.RefreshSessionUseCase.Refresh;
import io.latchkey.application.session.RefreshSessionUseCase.RefreshSessionCommand;
import io.latchkey.application.session.RefreshSessionUseCase.Renewal;
import io.latchkey.application.session.SessionTokens;
import io.latchkey.application.session.SignIn;
import io.latchkey.application.session.SignInCommand;
import io.latchkey.application.session.SignOutUseCase.SignOut;
import io.latchkey.application.session.SignOutUseCase.SignOutCommand;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.User;
import org.junit.jupiter.api.Test;

class SignOutServiceTest {
    private final TestApplication app = TestApplication.start();
    private final User user =
            app.given(Fixtures.anyUser().withPassword(app.hasher.currentHash(Fixtures.PASSWORD), Fixtures.NOW));

    private SessionTokens signIn() {
        SignIn outcome = app.signIn.signIn(SignInCommand.ByPassword.of(
                new LoginName.ByUsername(Fixtures.USERNAME), Fixtures.PASSWORD, Fixtures.ORIGIN));
        return ((SignIn.SignedIn) outcome).tokens();
    }

    private boolean isRefused(String token) {
        return app.refreshSession.refresh(new RefreshSessionCommand(token, Renewal.ROTATE, Fixtures.ORIGIN))
                instanceof Refresh.Refused;
    }

    @Test
    void signs_out_at_once() {
        SessionTokens tokens = signIn();
        Caller caller = app.authenticate
                .authenticate(tokens.accessToken(), Fixtures.ORIGIN)
                .orElseThrow();
        assertThat(app.signOut.signOut(new SignOutCommand.One(caller, tokens.sessionId())))
                .isEqualTo(new SignOut.SignedOut(1));
        assertThat(app.signOut.signOut(new SignOutCommand.One(caller, tokens.sessionId())))
                .isEqualTo(new SignOut.NoSuchSession());
        assertThat(app.authenticate.authenticate(tokens.accessToken(), Fixtures.ORIGIN))
                .isEmpty();
        assertThat(isRefused(tokens.refreshToken())).isTrue();
    }

    @Test
    void ends_no_session_of_anybody_else() {
        SessionTokens tokens = signIn();
        Caller stranger = app.givenSession(app.given(Fixtures.otherUser()));
        assertThat(app.signOut.signOut(new SignOutCommand.One(stranger, tokens.sessionId())))
                .isEqualTo(new SignOut.NoSuchSession());
        app.signOut.signOut(new SignOutCommand.All(stranger));
        assertThat(app.listSessions.list(stranger)).isEmpty();
        assertThat(app.authenticate.authenticate(tokens.accessToken(), Fixtures.ORIGIN))
                .isPresent();
    }

    private SignOut revoke(String token) {
        return app.signOut.signOut(new SignOutCommand.ByAnyToken(token, Fixtures.ORIGIN));
    }

    @Test
    void ends_the_session_of_either_token_whichever_app_issued_it() {
        SessionTokens byAccess = signIn();
        assertThat(revoke(byAccess.accessToken())).isEqualTo(new SignOut.SignedOut(1));
        assertThat(isRefused(byAccess.refreshToken())).isTrue();
        SessionTokens byRefresh = ((SignIn.SignedIn) app.signIn.signIn(SignInCommand.ByPassword.of(
                        new LoginName.ByUsername(Fixtures.USERNAME),
                        Fixtures.PASSWORD,
                        Fixtures.ORIGIN.forApp("bioentrust"))))
                .tokens();
        assertThat(revoke(byRefresh.refreshToken())).isEqualTo(new SignOut.SignedOut(1));
        assertThat(app.introspectToken.introspect(byRefresh.accessToken())).isEmpty();
        assertThat(revoke(byRefresh.refreshToken())).isEqualTo(new SignOut.NoSuchSession());
        assertThat(revoke("anything")).isEqualTo(new SignOut.NoSuchSession());
    }

    @Test
    void ends_the_session_of_a_refresh_token_that_was_replaced_a_moment_ago_or_long_ago() {
        SessionTokens first = signIn();
        app.refreshSession.refresh(new RefreshSessionCommand(first.refreshToken(), Renewal.ROTATE, Fixtures.ORIGIN));
        assertThat(revoke(first.refreshToken())).isEqualTo(new SignOut.SignedOut(1));
        SessionTokens second = signIn();
        app.refreshSession.refresh(new RefreshSessionCommand(second.refreshToken(), Renewal.ROTATE, Fixtures.ORIGIN));
        app.clock.advance(Fixtures.sessionPolicy().refreshGrace().plusMillis(1));
        assertThat(revoke(second.refreshToken())).isEqualTo(new SignOut.NoSuchSession());
        assertThat(app.introspectToken.introspect(second.accessToken())).isEmpty();
        assertThat(app.audit.events()).containsOnlyOnce(AuditTrail.Event.REFRESH_TOKEN_REUSED);
    }

    @Test
    void ends_every_session_with_the_one_that_asks() {
        Caller caller = app.givenSession(user);
        signIn();
        assertThat(app.listSessions.list(caller)).hasSize(2);
        app.signOut.signOut(new SignOutCommand.All(caller));
        assertThat(app.listSessions.list(caller)).isEmpty();
        assertThat(app.audit.events()).contains(AuditTrail.Event.SESSIONS_ENDED);
    }
}
