package io.latchkey.application.session.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.PlainAccessTokenIssuer;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.domain.session.Session;
import io.latchkey.domain.session.SessionId;
import io.latchkey.domain.session.SessionPolicy;
import io.latchkey.domain.user.User;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TokenMinterTest {
    private static final SessionPolicy POLICY = new SessionPolicy(
            Duration.ofMinutes(15),
            new SessionPolicy.Span(Duration.ofDays(30), Duration.ofDays(14)),
            new SessionPolicy.Span(Duration.ofHours(24), Duration.ofHours(1)),
            Duration.ofSeconds(10),
            Duration.ofMinutes(10));

    private final TestApplication app = TestApplication.start();
    private final User user = Fixtures.anyUser();

    private Duration lifetime(Duration wished, String... methods) {
        Session session = Session.open(
                new SessionId(new UUID(0, 1)),
                user.id(),
                List.of(methods),
                new Session.Origin("dhiwise", "", "192.0.2.1"),
                POLICY,
                Fixtures.NOW);
        TokenMinter minter = new TokenMinter(
                new PlainAccessTokenIssuer(app.store), new RefreshTokens(app.secrets), POLICY, app.clock);
        return minter.mint(user, session, wished).expiresIn();
    }

    @Test
    void gives_an_access_token_the_life_that_a_client_wishes() {
        assertThat(lifetime(Duration.ofHours(24), "pwd")).isEqualTo(Duration.ofHours(24));
        assertThat(lifetime(Duration.ofMinutes(15), "pwd", "sms", "mfa")).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void gives_no_access_token_a_longer_life_than_a_session_that_nobody_refreshes() {
        assertThat(lifetime(Duration.ofHours(24), "pwd", "sms", "mfa")).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void gives_no_access_token_a_longer_life_than_its_session() {
        app.clock.advance(Duration.ofDays(30).minusSeconds(60));
        assertThat(lifetime(Duration.ofMinutes(15), "pwd")).isEqualTo(Duration.ofSeconds(60));
    }
}
