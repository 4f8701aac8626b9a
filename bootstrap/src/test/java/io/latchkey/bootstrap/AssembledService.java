package io.latchkey.bootstrap;

import io.latchkey.adapters.persistence.DatabaseSettings;
import io.latchkey.adapters.persistence.LatchkeyDatabase;
import io.latchkey.adapters.platform.crypto.DigestKey;
import io.latchkey.adapters.platform.crypto.HmacDigester;
import io.latchkey.adapters.platform.crypto.HmacSecretKeys;
import io.latchkey.adapters.platform.crypto.MasterSecrets;
import io.latchkey.application.delivery.port.DeliveryPlans;
import io.latchkey.application.delivery.port.Handover;
import io.latchkey.application.delivery.port.OutboundMessage;
import io.latchkey.application.delivery.port.ReceiptReader;
import io.latchkey.application.otp.service.OtpCodes;
import io.latchkey.application.shared.ClientOrigin;
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
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Channel;
import io.latchkey.domain.shared.ContactKind;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** The whole service on a real database, without a container and without its threads. */
final class AssembledService implements AutoCloseable {
    static final ClientOrigin ORIGIN = new ClientOrigin("192.0.2.1", "192.0.2.1", "test");
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

    @Override
    public void close() {
        service.close();
        database.close();
    }
}
