package io.latchkey.application.account.service;

import static io.latchkey.application.testkit.Fixtures.ORIGIN;
import static io.latchkey.application.testkit.Fixtures.OTHER_PASSWORD;
import static io.latchkey.application.testkit.Fixtures.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.application.account.ApiCredentialUseCase.Creation;
import io.latchkey.application.account.NewCredential;
import io.latchkey.application.account.NewCredential.Ending;
import io.latchkey.application.session.Caller;
import io.latchkey.application.session.CurrentPassword;
import io.latchkey.application.session.Unconfirmed;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.application.user.CreatedCredential;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.user.ApiCredential;
import io.latchkey.domain.user.User;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
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
        return create(NewCredential.named(name));
    }

    private Creation create(NewCredential wish) {
        return app.apiCredentials.create(caller, wish, Optional.empty());
    }

    private static NewCredential ending(Ending ending) {
        return new NewCredential("ci", ending, Set.of());
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
        Creation tooOld = new Creation.NotConfirmed(new Unconfirmed.SignInTooOld());
        assertThat(create("ci")).isEqualTo(tooOld);
        NewCredential wish = NewCredential.named("ci");
        assertThat(app.apiCredentials.create(new Caller(user, Optional.empty()), wish, Optional.empty()))
                .isEqualTo(tooOld);
    }

    @Test
    void takes_the_current_password_in_place_of_a_recent_sign_in_but_not_from_a_credential() {
        app.clock.advance(TOO_OLD);
        Optional<CurrentPassword> wrong = Optional.of(new CurrentPassword(OTHER_PASSWORD, ORIGIN));
        Optional<CurrentPassword> right = Optional.of(new CurrentPassword(PASSWORD, ORIGIN));
        NewCredential wish = NewCredential.named("ci");
        assertThat(app.apiCredentials.create(caller, wish, wrong))
                .isEqualTo(new Creation.NotConfirmed(new Unconfirmed.WrongPassword()));
        assertThat(app.apiCredentials.create(caller, wish, right)).isInstanceOf(Creation.Created.class);
        assertThat(app.apiCredentials.create(new Caller(user, Optional.empty()), wish, right))
                .isEqualTo(new Creation.NotConfirmed(new Unconfirmed.SignInTooOld()));
    }

    @Test
    void ends_credentials_after_their_usual_life_which_is_the_longest() {
        Instant usual = app.clock.instant().plus(Duration.ofDays(90));
        assertThat(((Creation.Created) create("ci")).created().credential().expiresAt())
                .isEqualTo(usual);
        assertThat(create(ending(new Ending.At(usual)))).isInstanceOf(Creation.Created.class);
        assertThatThrownBy(() -> create(ending(new Ending.At(usual.plusMillis(1)))))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> create(ending(new Ending.Never()))).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void makes_endless_credentials_where_the_site_allows_them_and_the_owner_asks() {
        TestApplication endless =
                TestApplication.settings().endlessCredentials().start();
        Caller owner = endless.givenSession(endless.given(Fixtures.anyUser()));
        assertThat(((Creation.Created)
                                endless.apiCredentials.create(owner, ending(new Ending.Never()), Optional.empty()))
                        .created()
                        .credential()
                        .expiresAt())
                .isNull();
        assertThat(((Creation.Created)
                                endless.apiCredentials.create(owner, NewCredential.named("ci"), Optional.empty()))
                        .created()
                        .credential()
                        .expiresAt())
                .isNotNull();
    }

    @Test
    void limits_a_credential_to_roles_of_its_owner() {
        CreatedCredential created =
                ((Creation.Created) create(new NewCredential("ci", new Ending.Usual(), Set.of("user")))).created();
        assertThat(created.credential().roles()).containsExactly("user");
        assertThatThrownBy(() -> create(new NewCredential("ci", new Ending.Usual(), Set.of("user", "auditor"))))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void forgets_a_credential_some_time_after_its_end() {
        create("ci");
        app.clock.advance(Duration.ofDays(91));
        app.purge.run();
        assertThat(app.apiCredentials.list(caller)).hasSize(1);
        app.clock.advance(Duration.ofMillis(1));
        app.purge.run();
        assertThat(app.apiCredentials.list(caller)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void refuses_credentials_without_a_name_or_with_an_end_in_the_past(String name) {
        assertThatThrownBy(() -> create(name)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> create(ending(new Ending.At(app.clock.instant()))))
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
