package io.latchkey.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.adapters.persistence.DatabaseSettings;
import io.latchkey.adapters.persistence.LatchkeyDatabase;
import io.latchkey.adapters.platform.crypto.DigestKey;
import io.latchkey.adapters.platform.crypto.HmacDigester;
import io.latchkey.adapters.platform.crypto.HmacSecretKeys;
import io.latchkey.adapters.platform.crypto.MasterSecrets;
import io.latchkey.application.account.NewAccount;
import io.latchkey.application.account.RegisterCommand;
import io.latchkey.application.account.Registration;
import io.latchkey.application.delivery.port.DeliveryPlans;
import io.latchkey.application.delivery.port.Handover;
import io.latchkey.application.delivery.port.OutboundMessage;
import io.latchkey.application.delivery.port.ReceiptReader;
import io.latchkey.application.otp.CheckCodeCommand;
import io.latchkey.application.otp.CheckCodeUseCase.CodeCheck;
import io.latchkey.application.otp.IssuedChallenge;
import io.latchkey.application.otp.service.OtpCodes;
import io.latchkey.application.session.RefreshSessionUseCase.Refresh;
import io.latchkey.application.session.RefreshSessionUseCase.RefreshSessionCommand;
import io.latchkey.application.session.RefreshSessionUseCase.Renewal;
import io.latchkey.application.session.SessionTokens;
import io.latchkey.application.session.SignIn;
import io.latchkey.application.session.SignInCommand;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.shared.Requester;
import io.latchkey.application.shared.service.AuditSubjects;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.bootstrap.settings.Catalog;
import io.latchkey.bootstrap.settings.Settings;
import io.latchkey.bootstrap.settings.SettingsFixture;
import io.latchkey.bootstrap.settings.subject.OtpKeys;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.RoutingTable;
import io.latchkey.domain.delivery.SenderProfile;
import io.latchkey.domain.otp.CodeReference;
import io.latchkey.domain.otp.FixedCodeNumbers;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Channel;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.Password;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** The whole service on a real database, without a container and without its threads. */
final class AssembledService implements AutoCloseable {
    static final ClientOrigin ORIGIN = new ClientOrigin("192.0.2.1", "192.0.2.1", "test");
    /** Of every account that is registered here. */
    static final Password PASSWORD = new Password("correct horse battery");

    private static final String SECRET = "a secret of the test, long enough to be one";

    final LatchkeyDatabase database;
    final Assembly service;
    private final Settings settings;
    private final MasterSecrets secrets;
    private final OtpCodes codes;
    private final AtomicInteger taken = new AtomicInteger();

    AssembledService(DatabaseSettings databaseSettings, Map<String, String> values) {
        this(databaseSettings, values, new MasterSecrets(SECRET, List.of()));
    }

    AssembledService(DatabaseSettings databaseSettings, Map<String, String> values, MasterSecrets masterSecrets) {
        this(LatchkeyDatabase.open(databaseSettings), values, masterSecrets);
    }

    AssembledService(LatchkeyDatabase opened, Map<String, String> values) {
        this(opened, values, new MasterSecrets(SECRET, List.of()));
    }

    private AssembledService(LatchkeyDatabase opened, Map<String, String> values, MasterSecrets masterSecrets) {
        settings = SettingsFixture.of(values);
        secrets = masterSecrets;
        database = opened;
        service = new Assembly(
                settings,
                secrets,
                database,
                delivery(),
                FixedCodeNumbers.none(),
                "http://127.0.0.1:8080",
                Clock.tickMillis(ZoneOffset.UTC));
        codes = new OtpCodes(new HmacSecretKeys(secrets), OtpKeys.policies(settings, Catalog.otp()));
    }

    /** Another node on the same database, or the same node after a restart. */
    Assembly anotherNode() {
        return new Assembly(
                settings,
                secrets,
                database,
                delivery(),
                FixedCodeNumbers.none(),
                "http://127.0.0.1:8080",
                Clock.tickMillis(ZoneOffset.UTC));
    }

    private DeliveryPorts delivery() {
        return new DeliveryPorts(TakesEverything::new, number -> "");
    }

    /** The keyed digests by which records name people. */
    AuditSubjects subjects() {
        return new AuditSubjects(new HmacDigester(DigestKey.in(database.sealedKeys(), database.unitOfWork(), secrets)));
    }

    /** Messages that the provider took, of all nodes. */
    int taken() {
        return taken.get();
    }

    /** One provider that takes every message. */
    private final class TakesEverything implements DeliveryPlans.Plan {
        @Override
        public RoutingTable routes() {
            return Fixtures.routes("test");
        }

        @Override
        public Handover handOver(OutboundMessage message, String provider, SenderProfile profile, String country) {
            taken.incrementAndGet();
            return new Handover(
                    new DeliveryOutcome.Accepted(
                            "test", Optional.of(message.id().toString())),
                    true,
                    message.contact().kind() == ContactKind.EMAIL ? Channel.EMAIL : Channel.SMS,
                    "test/en",
                    1,
                    Optional.empty());
        }

        @Override
        public Optional<ReceiptReader> receiptsFrom(String provider) {
            return provider.equals("test") ? Optional.of(call -> Optional.empty()) : Optional.empty();
        }
    }

    /** The first code of a challenge, as its message would carry it. */
    OtpCode codeOf(OtpChallengeId id, OtpPurpose purpose, ContactKind channel) {
        return codes.derive(new CodeReference(id, purpose, 0, codes.currentSecretId()), channel);
    }

    /** The code of a challenge that nobody has asked for again. */
    OtpCode codeOf(IssuedChallenge issued) {
        OtpChallenge challenge = issued.challenge();
        return codeOf(challenge.id(), challenge.purpose(), challenge.contact().kind());
    }

    /** Opens an account under {@link #PASSWORD}. Its address is to be proven by the code of the challenge. */
    IssuedChallenge register(EmailAddress address) {
        Registration outcome = service.useCases.account.register.register(RegisterCommand.provenByCode(
                NewAccount.named(Optional.empty(), Optional.empty())
                        .reachedAt(Optional.of(address), Optional.empty())
                        .protectedBy(Optional.of(PASSWORD)),
                new Requester(Locale.ENGLISH, ORIGIN)));
        return ((Registration.Pending) outcome).challenges().get(0);
    }

    /** Opens an account under {@link #PASSWORD}, and proves its address. */
    void registerProven(EmailAddress address) {
        IssuedChallenge issued = register(address);
        assertThat(prove(issued, codeOf(issued))).isInstanceOf(CodeCheck.Right.class);
    }

    /** Types a code that proves a contact. */
    CodeCheck prove(IssuedChallenge issued, OtpCode code) {
        return service.useCases.otp.checkCode.check(
                CheckCodeCommand.proving(issued.challenge().id(), code, ORIGIN));
    }

    /** Signs in under {@link #PASSWORD}. */
    SignIn signIn(EmailAddress address) {
        return service.useCases.session.signIn.signIn(
                SignInCommand.ByPassword.of(new LoginName.ByContact(address), PASSWORD, ORIGIN));
    }

    Refresh refresh(SessionTokens tokens) {
        return service.useCases.session.refreshSession.refresh(
                new RefreshSessionCommand(tokens.refreshToken(), Renewal.ROTATE, ORIGIN));
    }

    @Override
    public void close() {
        service.close();
        database.close();
    }
}
