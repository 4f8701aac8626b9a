package io.latchkey.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.adapters.persistence.LatchkeyDatabase;
import io.latchkey.adapters.persistence.testkit.MariaDbServer;
import io.latchkey.adapters.platform.crypto.DigestKey;
import io.latchkey.adapters.platform.crypto.HmacDigester;
import io.latchkey.adapters.platform.crypto.HmacSecretKeys;
import io.latchkey.adapters.platform.crypto.MasterSecrets;
import io.latchkey.adapters.platform.crypto.SecureIdGenerator;
import io.latchkey.application.account.NewAccount;
import io.latchkey.application.account.RegisterCommand;
import io.latchkey.application.message.NoticePolicy;
import io.latchkey.application.message.port.Notices;
import io.latchkey.application.otp.port.CodeOwners;
import io.latchkey.application.otp.port.OwnerAnswer;
import io.latchkey.application.otp.service.ChallengeHandles;
import io.latchkey.application.otp.service.CodeFailures;
import io.latchkey.application.otp.service.CodeSources;
import io.latchkey.application.otp.service.CodeVerifier;
import io.latchkey.application.otp.service.FixedCodes;
import io.latchkey.application.otp.service.HandedGuesses;
import io.latchkey.application.otp.service.OtpCodes;
import io.latchkey.application.session.RefreshSessionUseCase.Refresh;
import io.latchkey.application.session.RefreshSessionUseCase.RefreshSessionCommand;
import io.latchkey.application.session.RefreshSessionUseCase.Renewal;
import io.latchkey.application.session.SessionTokens;
import io.latchkey.application.session.SignIn;
import io.latchkey.application.session.SignInCommand;
import io.latchkey.application.shared.Requester;
import io.latchkey.application.shared.port.Decisions;
import io.latchkey.application.shared.port.SecretKeys;
import io.latchkey.application.shared.service.Core;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.user.service.OwnerNotices;
import io.latchkey.bootstrap.settings.Catalog;
import io.latchkey.bootstrap.settings.SettingsFixture;
import io.latchkey.bootstrap.settings.subject.OtpKeys;
import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.otp.CodeReference;
import io.latchkey.domain.otp.FixedCodeNumbers;
import io.latchkey.domain.otp.HandedCode;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPolicies;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.shared.Username;
import io.latchkey.domain.throttle.ThrottleLimit;
import io.latchkey.domain.user.GuessPolicy;
import io.latchkey.domain.user.Lane;
import io.latchkey.domain.user.LockoutPolicy;
import io.latchkey.domain.user.Password;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Runs many calls at once on a real MariaDB with its default durability. The system property {@code latchkey.test.storm-rounds} says how
 * often a hundred verify one code.
 */
class StormIT {
    private static final int ROUNDS = Integer.getInteger("latchkey.test.storm-rounds", 100);
    private static final OtpPurpose PURPOSE = new OtpPurpose("custom:storm");

    /** Counts how often a code is derived. A code is derived once for each guess that is compared. */
    private static final class CountingKeys implements SecretKeys {
        private final SecretKeys keys;
        private final AtomicInteger compares = new AtomicInteger();

        CountingKeys(SecretKeys keys) {
            this.keys = keys;
        }

        @Override
        public String currentId() {
            return keys.currentId();
        }

        @Override
        public byte[] mac(String keyId, Use use, byte[] message) {
            compares.incrementAndGet();
            return keys.mac(keyId, use, message);
        }

        @Override
        public boolean verify(String keyId, Use use, byte[] message, byte[] mac) {
            return keys.verify(keyId, use, message, mac);
        }

        @Override
        public boolean isKnown(String keyId) {
            return keys.isKnown(keyId);
        }
    }

    private static final class SilentNotices implements Notices {
        @Override
        public void send(MessageKind kind, List<Contact> contacts, Locale locale) {}

        @Override
        public void pretend(MessageKind kind, Locale locale) {}
    }

    /** The challenge alone limits the guesses. */
    private static final LockoutPolicy MANY = new LockoutPolicy(20, Duration.ofSeconds(1), Duration.ofSeconds(1));

    @Test
    void of_a_hundred_verifying_one_code_one_succeeds_and_no_more_compare_than_may() throws Exception {
        Clock clock = Clock.tickMillis(ZoneOffset.UTC);
        OtpPolicies policies = OtpKeys.policies(SettingsFixture.of(Map.of()), Catalog.otp());
        CountingKeys keys = new CountingKeys(
                new HmacSecretKeys(new MasterSecrets("a secret of the test, long enough to be one", List.of())));
        OtpCodes codes = new OtpCodes(keys, policies);
        ExecutorService threads = Executors.newFixedThreadPool(100);
        try (LatchkeyDatabase database =
                LatchkeyDatabase.open(MariaDbServer.get().newDatabase())) {
            HmacDigester digester = new HmacDigester(
                    DigestKey.first(new MasterSecrets("a secret of the test, long enough to be one", List.of())));
            ChallengeHandles handles = new ChallengeHandles(database.challenges(), database.users(), digester);
            FixedCodes fixedCodes = new FixedCodes(FixedCodeNumbers.none(), clock);
            ThrottleLimit unlimited = new ThrottleLimit("notice", 0, Duration.ofHours(1));
            OwnerNotices notices = new OwnerNotices(
                    new SilentNotices(),
                    new NoticePolicy(NoticePolicy.Sms.ALL, unlimited, unlimited),
                    Fixtures.throttles(
                            database.throttles(),
                            new Core(
                                    database.unitOfWork(),
                                    new SecureIdGenerator(),
                                    digester,
                                    (event, details) -> {},
                                    clock)));
            CodeFailures failures = new CodeFailures(
                    database.signInFailures(), new GuessPolicy(MANY, MANY), notices, Decisions.UNHEARD, clock);
            CodeVerifier verifier = new CodeVerifier(
                    database.challenges(),
                    handles,
                    failures,
                    new CodeSources(
                            codes,
                            fixedCodes,
                            new HandedGuesses(
                                    database.challenges(),
                                    new NoOwners(),
                                    failures,
                                    digester,
                                    database.unitOfWork(),
                                    clock)),
                    (event, details) -> {},
                    clock);
            for (int round = 0; round < ROUNDS; round++) {
                OtpChallenge challenge = insert(database, codes, policies, clock.instant());
                OtpCode right = codes.derive(CodeReference.currentOf(challenge), ContactKind.EMAIL);
                keys.compares.set(0);
                List<CodeVerifier.Check> checks = atOnce(
                        threads,
                        100,
                        () -> database.unitOfWork()
                                .execute(() -> verifier.check(
                                        challenge.id(), right, AssembledService.ORIGIN, OtpPurpose::isCustom)));
                assertThat(checks.stream().filter(CodeVerifier.Check.Right.class::isInstance))
                        .hasSize(1);
                assertThat(keys.compares.get()).isBetween(1, challenge.attemptsLeft());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** No provider owns codes here. */
    private static final class NoOwners implements CodeOwners {
        @Override
        public boolean areInUse() {
            return false;
        }

        @Override
        public OwnerAnswer check(HandedCode code, OtpChallenge challenge, OtpCode guess) {
            throw new IllegalStateException();
        }

        @Override
        public OwnerAnswer pretend(String provider) {
            throw new IllegalStateException();
        }

        @Override
        public void cancel(HandedCode code, Optional<OtpChallenge> challenge) {
            throw new IllegalStateException();
        }

        @Override
        public Optional<String> silentUrl(HandedCode code, OtpChallenge challenge) {
            return Optional.empty();
        }
    }

    private static OtpChallenge insert(LatchkeyDatabase database, OtpCodes codes, OtpPolicies policies, Instant now) {
        OtpChallenge challenge = OtpChallenge.issue(
                new OtpChallengeId(new SecureIdGenerator().next()),
                new OtpChallenge.Terms(
                        PURPOSE,
                        new EmailAddress("storm@example.org"),
                        null,
                        false,
                        false,
                        codes.currentSecretId(),
                        now,
                        Lane.ofStrangers(new UUID(0, 1))),
                policies.get(PURPOSE, ContactKind.EMAIL));
        return database.unitOfWork().execute(() -> {
            database.challenges().insert(challenge);
            return challenge;
        });
    }

    @Test
    void of_fifty_refreshing_one_token_all_get_one_successor_and_the_family_lives() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(50);
        try (AssembledService assembled =
                new AssembledService(MariaDbServer.get().newDatabase(), Map.of())) {
            SessionTokens tokens = signIn(assembled);
            for (int round = 0; round < 20; round++) {
                String refreshToken = tokens.refreshToken();
                List<Refresh> answers = atOnce(
                        threads,
                        50,
                        () -> assembled.service.useCases.session.refreshSession.refresh(
                                new RefreshSessionCommand(refreshToken, Renewal.ROTATE, AssembledService.ORIGIN)));
                Set<String> successors = new HashSet<>();
                for (Refresh answer : answers) {
                    assertThat(answer).isInstanceOf(Refresh.Refreshed.class);
                    tokens = ((Refresh.Refreshed) answer).tokens();
                    successors.add(tokens.refreshToken());
                }
                assertThat(successors).hasSize(1);
            }
            assertThat(assembled.service.useCases.session.authenticate.authenticate(
                            tokens.accessToken(), AssembledService.ORIGIN))
                    .isPresent();
        } finally {
            threads.shutdownNow();
        }
    }

    private static SessionTokens signIn(AssembledService assembled) {
        Password password = new Password("correct horse battery");
        Username name = new Username("storm");
        assembled.service.useCases.account.register.register(RegisterCommand.provenByCode(
                NewAccount.named(Optional.of(name), Optional.empty()).protectedBy(Optional.of(password)),
                new Requester(Locale.ENGLISH, AssembledService.ORIGIN)));
        return ((SignIn.SignedIn) assembled.service.useCases.session.signIn.signIn(
                        SignInCommand.ByPassword.of(new LoginName.ByUsername(name), password, AssembledService.ORIGIN)))
                .tokens();
    }

    private static <T> List<T> atOnce(ExecutorService threads, int many, Callable<T> act) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<T>> results = new ArrayList<>(many);
        for (int i = 0; i < many; i++) {
            results.add(threads.submit(() -> {
                start.await();
                return act.call();
            }));
        }
        start.countDown();
        List<T> answers = new ArrayList<>(many);
        for (Future<T> result : results) {
            answers.add(result.get());
        }
        return answers;
    }
}
