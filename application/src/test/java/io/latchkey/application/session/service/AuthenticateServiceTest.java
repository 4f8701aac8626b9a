package io.latchkey.application.session.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.account.ApiCredentialUseCase.Creation;
import io.latchkey.application.account.NewCredential;
import io.latchkey.application.session.Caller;
import io.latchkey.application.session.SessionTokens;
import io.latchkey.application.session.SignIn;
import io.latchkey.application.session.SignInCommand;
import io.latchkey.application.session.SignOutUseCase.SignOutCommand;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.RecordingAuditTrail;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.application.user.CreatedCredential;
import io.latchkey.domain.session.Session;
import io.latchkey.domain.session.SessionId;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AuthenticateServiceTest {
    private final TestApplication app = TestApplication.start();
    private final User user =
            app.given(Fixtures.anyUser().withPassword(app.hasher.currentHash(Fixtures.PASSWORD), Fixtures.NOW));

    private SessionTokens signIn() {
        SignIn outcome = app.signIn.signIn(SignInCommand.ByPassword.of(
                new LoginName.ByUsername(Fixtures.USERNAME), Fixtures.PASSWORD, Fixtures.ORIGIN));
        return ((SignIn.SignedIn) outcome).tokens();
    }

    private Session session(SessionId id) {
        return app.unitOfWork
                .read(() -> app.sessionRepository.find(id))
                .orElseThrow()
                .session();
    }

    private void disable() {
        app.unitOfWork.execute(() -> {
            app.userRepository.update(Fixtures.withStatus(app.user(user.id()), UserStatus.DISABLED));
            return true;
        });
    }

    private CreatedCredential credential(Optional<Instant> end) {
        NewCredential.Ending ending =
                end.<NewCredential.Ending>map(NewCredential.Ending.At::new).orElseGet(NewCredential.Ending.Usual::new);
        return make(new NewCredential("ci", ending, Set.of()));
    }

    private CreatedCredential make(NewCredential wish) {
        return ((Creation.Created) app.apiCredentials.create(app.givenSession(user), wish, Optional.empty())).created();
    }

    @Test
    void knows_the_caller_of_a_live_session() {
        SessionTokens tokens = signIn();
        Caller caller = app.authenticate
                .authenticate(tokens.accessToken(), Fixtures.ORIGIN)
                .orElseThrow();
        assertThat(caller.user().id()).isEqualTo(user.id());
        assertThat(caller.session()).contains(session(tokens.sessionId()));
    }

    @Test
    void knows_nobody_by_a_session_of_somebody_else() {
        SessionTokens tokens = signIn();
        app.given(Fixtures.otherUser());
        String forged = tokens.accessToken()
                .replace(user.id().toString(), Fixtures.otherUser().id().toString());
        assertThat(forged).isNotEqualTo(tokens.accessToken());
        assertThat(app.authenticate.authenticate(forged, Fixtures.ORIGIN)).isEmpty();
        String elsewhere = tokens.accessToken().replace(tokens.sessionId().toString(), new UUID(9, 9).toString());
        assertThat(app.authenticate.authenticate(elsewhere, Fixtures.ORIGIN)).isEmpty();
        assertThat(app.authenticate.authenticate("no token of ours", Fixtures.ORIGIN))
                .isEmpty();
    }

    @Test
    void knows_the_caller_behind_a_credential() {
        CreatedCredential created = credential(Optional.empty());
        Caller caller = app.authenticate
                .authenticate(created.credential().key(), created.secret(), Fixtures.ORIGIN)
                .orElseThrow();
        assertThat(caller.user().id()).isEqualTo(user.id());
        assertThat(caller.session()).isEmpty();
    }

    @Test
    void knows_nobody_by_a_wrong_expired_or_revoked_credential() {
        CreatedCredential created = credential(Optional.of(app.clock.instant().plusSeconds(60)));
        String key = created.credential().key();
        assertThat(app.authenticate.authenticate(key, created.secret() + "x", Fixtures.ORIGIN))
                .isEmpty();
        assertThat(app.authenticate.authenticate(key + "x", created.secret(), Fixtures.ORIGIN))
                .isEmpty();
        app.clock.advance(Duration.ofSeconds(60));
        assertThat(app.authenticate.authenticate(key, created.secret(), Fixtures.ORIGIN))
                .isEmpty();

        CreatedCredential revoked = credential(Optional.empty());
        app.apiCredentials.revoke(app.givenSession(user), revoked.credential().id());
        assertThat(app.authenticate.authenticate(revoked.credential().key(), revoked.secret(), Fixtures.ORIGIN))
                .isEmpty();
        CreatedCredential left = credential(Optional.empty());
        disable();
        assertThat(app.authenticate.authenticate(left.credential().key(), left.secret(), Fixtures.ORIGIN))
                .isEmpty();
    }

    private List<Map<String, String>> recorded(AuditTrail.Event event) {
        return app.audit.entries().stream()
                .filter(entry -> entry.event() == event)
                .map(RecordingAuditTrail.Entry::details)
                .toList();
    }

    @Test
    void records_every_refused_access_token_with_its_reason_and_origin() {
        SessionTokens tokens = signIn();
        app.signOut.signOut(new SignOutCommand.All(app.givenSession(user)));
        app.authenticate.authenticate(tokens.accessToken(), Fixtures.OTHER_ORIGIN.forApp("acme"));
        app.authenticate.authenticate("no token of ours", Fixtures.ORIGIN);
        assertThat(recorded(AuditTrail.Event.TOKEN_REFUSED))
                .containsExactly(
                        Map.of(
                                "user",
                                user.id().toString(),
                                "session",
                                tokens.sessionId().toString(),
                                "reason",
                                "session ended",
                                "network",
                                Fixtures.OTHER_ORIGIN.network(),
                                "app",
                                "acme"),
                        Map.of(
                                "reason",
                                "not genuine or expired",
                                "network",
                                Fixtures.ORIGIN.network(),
                                "app",
                                "native"));
    }

    @Test
    void records_every_refused_credential_and_names_neither_key_nor_secret() {
        CreatedCredential created = credential(Optional.of(app.clock.instant().plusSeconds(60)));
        String key = created.credential().key();
        app.authenticate.authenticate(key + "x", created.secret(), Fixtures.ORIGIN);
        app.authenticate.authenticate(key, created.secret() + "x", Fixtures.ORIGIN);
        app.clock.advance(Duration.ofSeconds(60));
        app.authenticate.authenticate(key, created.secret(), Fixtures.ORIGIN);
        assertThat(recorded(AuditTrail.Event.CREDENTIAL_REFUSED))
                .extracting(details -> details.get("reason"))
                .containsExactly("unknown key", "wrong secret", "expired, or the account is not active");
        assertThat(recorded(AuditTrail.Event.CREDENTIAL_REFUSED).get(2))
                .containsEntry("user", user.id().toString())
                .containsEntry("credential", created.credential().id().toString())
                .containsEntry("network", Fixtures.ORIGIN.network());
        assertThat(app.audit.entries().toString()).doesNotContain(key, created.secret());
    }

    @Test
    void records_the_use_of_a_credential_once_a_minute() {
        CreatedCredential created = credential(Optional.empty());
        String key = created.credential().key();
        for (int i = 0; i < 3; i++) {
            app.authenticate.authenticate(key, created.secret(), Fixtures.ORIGIN);
            app.clock.advance(Duration.ofSeconds(30));
        }
        assertThat(recorded(AuditTrail.Event.CREDENTIAL_USED))
                .hasSize(2)
                .allSatisfy(details -> assertThat(details)
                        .containsEntry("credential", created.credential().id().toString())
                        .containsEntry("network", Fixtures.ORIGIN.network()));
    }

    @Test
    void gives_a_credential_the_roles_it_is_limited_to_while_its_owner_has_them() {
        app.unitOfWork.execute(() -> {
            app.userRepository.update(Fixtures.withRoles(app.user(user.id()), Set.of("user", "auditor")));
            return true;
        });
        CreatedCredential limited = make(new NewCredential("ci", new NewCredential.Ending.Usual(), Set.of("user")));
        CreatedCredential unlimited = make(NewCredential.named("all"));
        assertThat(rolesOf(limited)).containsExactly("user");
        assertThat(rolesOf(unlimited)).containsExactlyInAnyOrder("user", "auditor");

        app.unitOfWork.execute(() -> {
            app.userRepository.update(Fixtures.withRoles(app.user(user.id()), Set.of("auditor")));
            return true;
        });
        assertThat(rolesOf(limited)).isEmpty();
        assertThat(rolesOf(unlimited)).containsExactly("auditor");
    }

    private Set<String> rolesOf(CreatedCredential created) {
        return app.authenticate
                .authenticate(created.credential().key(), created.secret(), Fixtures.ORIGIN)
                .orElseThrow()
                .roles();
    }

    @Test
    void notes_the_use_of_a_credential_once_a_minute() {
        CreatedCredential created = credential(Optional.empty());
        String key = created.credential().key();
        app.authenticate.authenticate(key, created.secret(), Fixtures.ORIGIN);
        int commits = app.unitOfWork.commits();
        app.clock.advance(Duration.ofSeconds(59));
        app.authenticate.authenticate(key, created.secret(), Fixtures.ORIGIN);
        assertThat(app.unitOfWork.commits()).isEqualTo(commits);
        app.clock.advance(Duration.ofSeconds(1));
        app.authenticate.authenticate(key, created.secret(), Fixtures.ORIGIN);
        assertThat(app.apiCredentials.list(app.givenSession(user)).get(0).lastUsedAt())
                .isEqualTo(app.clock.instant());
    }
}
