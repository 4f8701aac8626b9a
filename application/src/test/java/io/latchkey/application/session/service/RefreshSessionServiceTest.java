package io.latchkey.application.session.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.message.NoticePolicy;
import io.latchkey.application.message.port.Notices;
import io.latchkey.application.session.Caller;
import io.latchkey.application.session.RefreshSessionUseCase.Refresh;
import io.latchkey.application.session.RefreshSessionUseCase.RefreshSessionCommand;
import io.latchkey.application.session.RefreshSessionUseCase.Renewal;
import io.latchkey.application.session.SessionTokens;
import io.latchkey.application.session.SignIn;
import io.latchkey.application.session.SignInCommand;
import io.latchkey.application.session.SignOutUseCase.SignOut;
import io.latchkey.application.session.SignOutUseCase.SignOutCommand;
import io.latchkey.application.session.port.SessionRepository;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.shared.service.Core;
import io.latchkey.application.testkit.Concurrently;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.PlainAccessTokenIssuer;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.application.user.Pardon;
import io.latchkey.application.user.service.OwnerNotices;
import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.session.Session;
import io.latchkey.domain.session.SessionId;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.PasswordHash;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import io.latchkey.domain.user.UserStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefreshSessionServiceTest {
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final TestApplication app = TestApplication.start();
    private final User user =
            app.given(Fixtures.anyUser().withPassword(app.hasher.currentHash(Fixtures.PASSWORD), Fixtures.NOW));

    private SessionTokens signIn() {
        SignIn outcome = app.signIn.signIn(SignInCommand.ByPassword.of(
                new LoginName.ByUsername(Fixtures.USERNAME), Fixtures.PASSWORD, Fixtures.ORIGIN));
        return ((SignIn.SignedIn) outcome).tokens();
    }

    private SessionTokens refreshed(String token) {
        return ((Refresh.Refreshed)
                        app.refreshSession.refresh(new RefreshSessionCommand(token, Renewal.ROTATE, Fixtures.ORIGIN)))
                .tokens();
    }

    private boolean isRefused(String token) {
        return app.refreshSession.refresh(new RefreshSessionCommand(token, Renewal.ROTATE, Fixtures.ORIGIN))
                instanceof Refresh.Refused;
    }

    private Session session(SessionId id) {
        return app.unitOfWork
                .read(() -> app.sessionRepository.find(id))
                .orElseThrow()
                .session();
    }

    @Test
    void trades_a_refresh_token_for_the_next() {
        SessionTokens first = signIn();
        SessionTokens second = refreshed(first.refreshToken());
        assertThat(second.refreshToken()).isNotEqualTo(first.refreshToken());
        assertThat(second.sessionId()).isEqualTo(first.sessionId());
        assertThat(refreshed(second.refreshToken()).refreshToken()).isNotEqualTo(second.refreshToken());
        assertThat(app.audit.events()).contains(AuditTrail.Event.SESSION_REFRESHED);
    }

    @Test
    void answers_the_same_successor_again_within_the_grace() {
        SessionTokens first = signIn();
        SessionTokens second = refreshed(first.refreshToken());
        app.clock.advance(GRACE);
        assertThat(refreshed(first.refreshToken()).refreshToken()).isEqualTo(second.refreshToken());
    }

    @Test
    void ends_the_family_when_a_token_comes_back_after_the_grace() {
        SessionTokens first = signIn();
        SessionTokens second = refreshed(first.refreshToken());
        app.clock.advance(GRACE.plusMillis(1));
        assertThat(isRefused(first.refreshToken())).isTrue();
        assertThat(isRefused(second.refreshToken())).isTrue();
        assertThat(session(first.sessionId()).endedAt()).isEqualTo(app.clock.instant());
        assertThat(app.audit.events()).contains(AuditTrail.Event.REFRESH_TOKEN_REUSED);
    }

    @Test
    void ends_the_family_when_a_grandparent_comes_back_even_within_the_grace() {
        SessionTokens first = signIn();
        SessionTokens third = refreshed(refreshed(first.refreshToken()).refreshToken());
        assertThat(isRefused(first.refreshToken())).isTrue();
        assertThat(isRefused(third.refreshToken())).isTrue();
    }

    @Test
    void gives_one_successor_to_fifty_threads_and_loses_no_family() {
        SessionTokens first = signIn();
        List<Refresh> outcomes = Concurrently.run(
                50,
                () -> app.refreshSession.refresh(
                        new RefreshSessionCommand(first.refreshToken(), Renewal.ROTATE, Fixtures.ORIGIN)));
        assertThat(outcomes).allMatch(Refresh.Refreshed.class::isInstance);
        assertThat(outcomes.stream()
                        .map(outcome -> ((Refresh.Refreshed) outcome).tokens().refreshToken())
                        .distinct())
                .hasSize(1);
        assertThat(session(first.sessionId()).generation()).isEqualTo(1);
        assertThat(session(first.sessionId()).endedAt()).isNull();
    }

    /** A transaction may keep seeing its first read, so the retry needs a new transaction. */
    @Test
    void looks_again_in_a_new_transaction_after_being_overtaken() {
        SessionTokens first = signIn();
        CountingUnitOfWork unitOfWork = new CountingUnitOfWork();
        RefreshTokens tokens = new RefreshTokens(app.secrets);
        OwnerNotices notices = new OwnerNotices(
                new SilentNotices(),
                Fixtures.noticePolicy(NoticePolicy.Sms.ALL),
                Fixtures.throttles(
                        app.throttleRepository, new Core(app.unitOfWork, app.ids, app.digester, app.audit, app.clock)));
        RefreshSessionService service = new RefreshSessionService(
                new Overtaking(),
                new RefreshTokenCheck(
                        app.sessionRepository, tokens, Fixtures.sessionPolicy(), notices, app.audit, app.clock),
                new TokenMinter(new PlainAccessTokenIssuer(app.store), tokens, Fixtures.sessionPolicy(), app.clock),
                new Core(unitOfWork, app.ids, app.digester, app.audit, app.clock));
        assertThat(service.refresh(new RefreshSessionCommand(first.refreshToken(), Renewal.ROTATE, Fixtures.ORIGIN)))
                .isInstanceOf(Refresh.Refreshed.class);
        assertThat(unitOfWork.executed).isEqualTo(2);
        assertThat(session(first.sessionId()).generation()).isEqualTo(1);
    }

    @Test
    void records_every_refused_refresh_token_with_its_reason_and_origin() {
        SessionTokens first = signIn();
        app.signOut.signOut(new SignOutCommand.ByRefreshToken(first.refreshToken(), Fixtures.ORIGIN));
        app.refreshSession.refresh(new RefreshSessionCommand(first.refreshToken(), Renewal.KEEP, Fixtures.ORIGIN));
        app.refreshSession.refresh(new RefreshSessionCommand("no token of ours", Renewal.ROTATE, Fixtures.ORIGIN));
        assertThat(app.audit.entries())
                .filteredOn(entry -> entry.event() == AuditTrail.Event.REFRESH_REFUSED)
                .extracting(entry -> entry.details())
                .containsExactly(
                        Map.of(
                                "session",
                                first.sessionId().toString(),
                                "reason",
                                "old token, or session ended",
                                "network",
                                Fixtures.ORIGIN.network(),
                                "app",
                                "native"),
                        Map.of("reason", "not genuine", "network", Fixtures.ORIGIN.network(), "app", "native"));
    }

    private static final class SilentNotices implements Notices {
        @Override
        public void send(MessageKind kind, List<Contact> contacts, Locale locale) {}

        @Override
        public void pretend(MessageKind kind, Locale locale) {}
    }

    private final class CountingUnitOfWork implements UnitOfWork {
        private int executed;

        @Override
        public <T> T execute(Supplier<T> work) {
            executed++;
            return app.unitOfWork.execute(work);
        }

        @Override
        public <T> T read(Supplier<T> work) {
            return app.unitOfWork.read(work);
        }

        @Override
        public void afterUndo(Runnable duty) {
            app.unitOfWork.afterUndo(duty);
        }

        @Override
        public void afterEnd(Runnable duty) {
            app.unitOfWork.afterEnd(duty);
        }

        @Override
        public <T> T apart(Supplier<T> work) {
            return app.unitOfWork.apart(work);
        }

        @Override
        public void afterCommit(Runnable duty) {
            app.unitOfWork.afterCommit(duty);
        }
    }

    /** Rotates the session on behalf of another call, between the first read and the first write. */
    private final class Overtaking implements SessionRepository {
        private boolean isFirst = true;

        @Override
        public boolean compareAndSet(Session expected, Session next) {
            if (isFirst) {
                isFirst = false;
                app.sessionRepository.compareAndSet(expected, next);
            }
            return app.sessionRepository.compareAndSet(expected, next);
        }

        @Override
        public void insert(Session session) {
            app.sessionRepository.insert(session);
        }

        @Override
        public boolean insert(Session session, Pardon pardon) {
            return app.sessionRepository.insert(session, pardon);
        }

        @Override
        public boolean insertFor(Session session, PasswordHash compared) {
            return app.sessionRepository.insertFor(session, compared);
        }

        @Override
        public boolean hold(SessionId id, Instant now) {
            return app.sessionRepository.hold(id, now);
        }

        @Override
        public Optional<Owned> find(SessionId id) {
            return app.sessionRepository.find(id);
        }

        @Override
        public List<Session> findLive(UserId owner, Instant now) {
            return app.sessionRepository.findLive(owner, now);
        }

        @Override
        public List<Session> findLive(UserId owner, Optional<Place> after, Instant now, int most) {
            return app.sessionRepository.findLive(owner, after, now, most);
        }

        @Override
        public boolean end(UserId owner, SessionId id, Instant now) {
            return app.sessionRepository.end(owner, id, now);
        }

        @Override
        public int endAll(UserId owner, Optional<SessionId> except, Instant now) {
            return app.sessionRepository.endAll(owner, except, now);
        }

        @Override
        public int purge(Instant overBefore, int most) {
            return app.sessionRepository.purge(overBefore, most);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "lkr", "lkr.key-1.x.y", "access:x"})
    void refuses_what_is_no_refresh_token(String token) {
        assertThat(isRefused(token)).isTrue();
    }

    @Test
    void refuses_a_token_with_any_character_changed() {
        String token = signIn().refreshToken();
        int endOfSubject = token.lastIndexOf('.') - 1;
        for (int i = 0; i < token.length() - 1; i++) {
            if (i == endOfSubject) {
                continue; // Two of its six bits carry nothing.
            }
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(isRefused(token.substring(0, i) + other + token.substring(i + 1)))
                    .isTrue();
        }
        assertThat(refreshed(token)).isNotNull();
    }

    @Test
    void honours_tokens_of_an_older_key_until_it_is_forgotten() {
        String old = signIn().refreshToken();
        app.secrets.rotateTo("key-2");
        SessionTokens next = refreshed(old);
        assertThat(next.refreshToken()).startsWith("lkr.key-2.");
        app.secrets.forget("key-1");
        assertThat(isRefused(old)).isTrue();
        assertThat(session(next.sessionId()).endedAt()).isNull();
    }

    @Test
    void ends_an_idle_session_and_never_outlives_its_absolute_end() {
        String token = signIn().refreshToken();
        app.clock.advance(Duration.ofDays(7));
        assertThat(isRefused(token)).isTrue();

        String kept = signIn().refreshToken();
        for (int i = 0; i < 4; i++) {
            app.clock.advance(Duration.ofDays(6));
            kept = refreshed(kept).refreshToken();
        }
        app.clock.advance(Duration.ofDays(6).minusSeconds(60));
        SessionTokens last = refreshed(kept);
        assertThat(last.expiresIn()).isEqualTo(Duration.ofSeconds(60));
        app.clock.advance(Duration.ofSeconds(60));
        assertThat(isRefused(last.refreshToken())).isTrue();
    }

    private void disable() {
        app.unitOfWork.execute(() -> {
            app.userRepository.update(Fixtures.withStatus(app.user(user.id()), UserStatus.DISABLED));
            return true;
        });
    }

    @Test
    void refuses_the_tokens_of_an_account_that_was_disabled() {
        SessionTokens tokens = signIn();
        disable();
        assertThat(isRefused(tokens.refreshToken())).isTrue();
        assertThat(app.authenticate.authenticate(tokens.accessToken(), Fixtures.ORIGIN))
                .isEmpty();
    }

    private void assertIsOver(SessionTokens tokens) {
        assertThat(app.authenticate.authenticate(tokens.accessToken(), Fixtures.ORIGIN))
                .isEmpty();
        assertThat(isRefused(tokens.refreshToken())).isTrue();
        assertThat(session(tokens.sessionId()).endedAt()).isEqualTo(app.clock.instant());
        assertThat(app.audit.events()).containsOnlyOnce(AuditTrail.Event.REFRESH_TOKEN_REUSED);
    }

    /** Clients of several apps that show one refresh token. */
    @Nested
    class AtAnotherDoor {
        private SessionTokens signIn(String door) {
            SignIn outcome = app.signIn.signIn(SignInCommand.ByPassword.of(
                    new LoginName.ByUsername(Fixtures.USERNAME), Fixtures.PASSWORD, Fixtures.ORIGIN.forApp(door)));
            return ((SignIn.SignedIn) outcome).tokens();
        }

        private Refresh refresh(String token, Renewal renewal, String door) {
            return app.refreshSession.refresh(new RefreshSessionCommand(token, renewal, Fixtures.ORIGIN.forApp(door)));
        }

        @Test
        void takes_a_token_where_it_was_issued_and_nowhere_else() {
            for (String issuing : List.of(ClientOrigin.NATIVE, "bioentrust", "drf-user")) {
                String token = signIn(issuing).refreshToken();
                for (String other : List.of(ClientOrigin.NATIVE, "bioentrust", "drf-user")) {
                    assertThat(refresh(token, Renewal.KEEP, other) instanceof Refresh.Refreshed)
                            .as("issued by %s, shown to %s", issuing, other)
                            .isEqualTo(issuing.equals(other));
                    if (!issuing.equals(other)) {
                        assertThat(refresh(token, Renewal.ROTATE, other)).isEqualTo(new Refresh.Refused());
                        assertThat(app.signOut.signOut(
                                        new SignOutCommand.ByRefreshToken(token, Fixtures.ORIGIN.forApp(other))))
                                .isEqualTo(new SignOut.NoSuchSession());
                    }
                }
                assertThat(app.signOut.signOut(
                                new SignOutCommand.ByRefreshToken(token, Fixtures.ORIGIN.forApp(issuing))))
                        .isEqualTo(new SignOut.SignedOut(1));
            }
        }

        @Test
        void moves_no_session_by_a_token_that_it_does_not_take() {
            SessionTokens tokens = signIn(ClientOrigin.NATIVE);
            Session before = session(tokens.sessionId());
            app.clock.advance(Duration.ofMinutes(1));
            refresh(tokens.refreshToken(), Renewal.KEEP, "bioentrust");
            refresh(tokens.refreshToken(), Renewal.ROTATE, "bioentrust");
            assertThat(session(tokens.sessionId())).isEqualTo(before);
            assertThat(app.authenticate.authenticate(tokens.accessToken(), Fixtures.ORIGIN))
                    .isPresent();
        }

        @Test
        void ends_the_family_all_the_same_when_a_token_comes_back_there() {
            SessionTokens first = signIn(ClientOrigin.NATIVE);
            SessionTokens second = refreshed(first.refreshToken());
            assertThat(refresh(first.refreshToken(), Renewal.KEEP, "drf-user")).isEqualTo(new Refresh.Refused());
            assertThat(app.authenticate.authenticate(second.accessToken(), Fixtures.ORIGIN))
                    .isPresent();
            app.clock.advance(GRACE.plusMillis(1));
            assertThat(refresh(first.refreshToken(), Renewal.KEEP, "drf-user")).isEqualTo(new Refresh.Refused());
            assertIsOver(second);
        }
    }

    /** Callers that keep their refresh token. */
    @Nested
    class KeepingTheToken {
        private String token = "";
        private Session session = Fixtures.anySession(user);

        @BeforeEach
        void sign_in() {
            Caller caller = app.givenSession(user);
            session = caller.session().orElseThrow();
            token = new RefreshTokens(app.secrets).derive(session);
        }

        private Refresh renew(String refreshToken) {
            return app.refreshSession.refresh(new RefreshSessionCommand(refreshToken, Renewal.KEEP, Fixtures.ORIGIN));
        }

        private SessionTokens renewed(String refreshToken) {
            return ((Refresh.Refreshed) renew(refreshToken)).tokens();
        }

        private SignOut signOut(String refreshToken) {
            return app.signOut.signOut(new SignOutCommand.ByRefreshToken(refreshToken, Fixtures.ORIGIN));
        }

        @Test
        void renews_the_access_token_again_and_again_with_one_refresh_token() {
            for (int i = 0; i < 3; i++) {
                SessionTokens tokens = renewed(token);
                assertThat(tokens.refreshToken()).isEqualTo(token);
                assertThat(app.authenticate.authenticate(tokens.accessToken(), Fixtures.ORIGIN))
                        .isPresent();
            }
        }

        @Test
        void keeps_a_session_that_is_used_from_idling_out() {
            Duration idle = Fixtures.sessionPolicy().oneFactor().idleTimeout();
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
            assertThat(app.authenticate.authenticate(tokens.accessToken(), Fixtures.ORIGIN))
                    .isEmpty();
            assertThat(renew(token)).isEqualTo(new Refresh.Refused());
            assertThat(signOut(token)).isEqualTo(new SignOut.NoSuchSession());
        }

        @Test
        void takes_a_token_that_was_traded_in_for_none() {
            Refresh refreshed =
                    app.refreshSession.refresh(new RefreshSessionCommand(token, Renewal.ROTATE, Fixtures.ORIGIN));
            assertThat(renew(token)).isEqualTo(new Refresh.Refused());
            assertThat(signOut(token)).isEqualTo(new SignOut.NoSuchSession());
            String next = ((Refresh.Refreshed) refreshed).tokens().refreshToken();
            assertThat(renew(next)).isInstanceOf(Refresh.Refreshed.class);
        }

        @Test
        void ends_the_family_when_a_token_that_was_traded_in_comes_back_to_be_kept() {
            SessionTokens next = refreshed(token);
            app.clock.advance(GRACE.plusMillis(1));
            assertThat(renew(token)).isEqualTo(new Refresh.Refused());
            assertIsOver(next);
        }

        @Test
        void ends_the_family_when_a_token_that_was_traded_in_comes_back_to_sign_out() {
            SessionTokens next = refreshed(token);
            app.clock.advance(GRACE.plusMillis(1));
            assertThat(signOut(token)).isEqualTo(new SignOut.NoSuchSession());
            assertIsOver(next);
        }

        @Test
        void takes_garbage_and_access_tokens_for_none() {
            String access = renewed(token).accessToken();
            assertThat(renew(access)).isEqualTo(new Refresh.Refused());
            assertThat(renew("lkr.key-1.x.y")).isEqualTo(new Refresh.Refused());
            assertThat(signOut("")).isEqualTo(new SignOut.NoSuchSession());
        }
    }
}
