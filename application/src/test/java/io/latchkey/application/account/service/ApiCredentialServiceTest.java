package io.latchkey.application.account.service;

import static io.latchkey.application.testkit.Fixtures.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.application.account.ApiCredentialUseCase.Creation;
import io.latchkey.application.session.Caller;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.application.user.CreatedCredential;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.user.ApiCredential;
import io.latchkey.domain.user.User;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiCredentialServiceTest {
    private static final Duration TOO_OLD = Duration.ofMinutes(10).plusMillis(1);
    private final TestApplication app = TestApplication.start();

    private final User user =
            app.given(Fixtures.anyUser().withPassword(app.hasher.currentHash(PASSWORD), Fixtures.NOW));

    private final Caller caller = app.givenSession(user);

    private Creation create(String name) {
        return app.apiCredentials.create(caller, name, Optional.empty());
    }

    @Test
    void makes_credentials_whose_secret_is_kept_nowhere() {
        CreatedCredential created = ((Creation.Created) create(" build server ")).created();
        assertThat(created.credential().name()).isEqualTo("build server");
        assertThat(created.credential().key()).matches("lk_[0-9A-Za-z]{20}");
        assertThat(created.secret()).matches("lks_[0-9A-Za-z]{43}");
        assertThat(created.credential().secretDigest()).isEqualTo(app.digester.plain(created.secret()));
        assertThat(created.toString()).doesNotContain(created.secret());
        assertThat(app.apiCredentials.list(caller)).containsExactly(created.credential());
    }

    @Test
    void makes_credentials_right_after_a_sign_in_only() {
        app.clock.advance(TOO_OLD);
        assertThat(create("ci")).isEqualTo(new Creation.NeedsRecentSignIn());
        assertThat(app.apiCredentials.create(new Caller(user, Optional.empty()), "ci", Optional.empty()))
                .isEqualTo(new Creation.NeedsRecentSignIn());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void refuses_credentials_without_a_name_or_with_an_end_in_the_past(String name) {
        assertThatThrownBy(() -> create(name)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> app.apiCredentials.create(caller, "ci", Optional.of(app.clock.instant())))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> create("x".repeat(101))).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void makes_fifty_credentials_and_no_more() {
        for (int i = 0; i < 50; i++) {
            create("number " + i);
        }
        assertThatThrownBy(() -> create("one more")).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void revokes_no_credential_of_anybody_else() {
        ApiCredential credential = ((Creation.Created) create("ci")).created().credential();
        Caller stranger = app.givenSession(app.given(Fixtures.otherUser()));
        assertThat(app.apiCredentials.revoke(stranger, credential.id())).isFalse();
        assertThat(app.apiCredentials.revoke(caller, credential.id())).isTrue();
        assertThat(app.apiCredentials.revoke(caller, credential.id())).isFalse();
    }
}
