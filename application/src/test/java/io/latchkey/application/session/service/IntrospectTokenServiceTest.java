package io.latchkey.application.session.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.session.LiveToken;
import io.latchkey.application.session.SessionTokens;
import io.latchkey.application.session.SignIn;
import io.latchkey.application.session.SignInCommand;
import io.latchkey.application.session.SignOutUseCase.SignOutCommand;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.PlainAccessTokenIssuer;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserStatus;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IntrospectTokenServiceTest {
    private final TestApplication app = TestApplication.start();
    private final User user =
            app.given(Fixtures.anyUser().withPassword(app.hasher.currentHash(Fixtures.PASSWORD), Fixtures.NOW));

    private SessionTokens signIn() {
        SignIn outcome = app.signIn.signIn(SignInCommand.ByPassword.of(
                new LoginName.ByUsername(Fixtures.USERNAME), Fixtures.PASSWORD, Fixtures.ORIGIN));
        return ((SignIn.SignedIn) outcome).tokens();
    }

    private Optional<LiveToken> introspect(String token) {
        return app.introspectToken.introspect(token);
    }

    @Test
    void tells_of_a_token_that_counts() {
        SessionTokens tokens = signIn();
        LiveToken live = introspect(tokens.accessToken()).orElseThrow();
        assertThat(live.user()).isEqualTo(user);
        assertThat(live.session().id()).isEqualTo(tokens.sessionId());
        assertThat(live.claims()).isEqualTo(PlainAccessTokenIssuer.CLAIMS);
    }

    @Test
    void tells_of_none_whose_session_or_account_is_over() {
        SessionTokens signedOut = signIn();
        app.signOut.signOut(new SignOutCommand.Current(app.authenticate
                .authenticate(signedOut.accessToken(), Fixtures.ORIGIN)
                .orElseThrow()));
        assertThat(introspect(signedOut.accessToken())).isEmpty();

        SessionTokens disabled = signIn();
        app.unitOfWork.execute(() -> {
            app.userRepository.update(Fixtures.withStatus(app.user(user.id()), UserStatus.DISABLED));
            return true;
        });
        assertThat(introspect(disabled.accessToken())).isEmpty();
    }

    @Test
    void tells_of_no_refresh_token_and_of_nothing_else() {
        assertThat(introspect(signIn().refreshToken())).isEmpty();
        assertThat(introspect("")).isEmpty();
        assertThat(introspect("access:x")).isEmpty();
    }
}
