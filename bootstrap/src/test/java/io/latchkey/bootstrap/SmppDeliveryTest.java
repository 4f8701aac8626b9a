package io.latchkey.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.adapters.persistence.DatabaseSettings;
import io.latchkey.adapters.persistence.LatchkeyDatabase;
import io.latchkey.adapters.sms.smpp.SmppTestServer;
import io.latchkey.application.otp.OtpRequest;
import io.latchkey.application.otp.RequestOtpCommand;
import io.latchkey.application.shared.service.NumberingPlanContactParser;
import io.latchkey.bootstrap.crypto.MasterSecrets;
import io.latchkey.bootstrap.settings.Settings;
import io.latchkey.bootstrap.settings.SettingsFixture;
import io.latchkey.domain.delivery.DeliveryState;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.otp.TestNumbers;
import io.latchkey.domain.shared.PhoneNumber;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A code on its way to a carrier that speaks SMPP, and the receipt on its way back, through the whole service. */
class SmppDeliveryTest {
    private static final PhoneNumber READER = new PhoneNumber("+4915112345678");
    private static final String PUBLIC_URL = "http://127.0.0.1:8080";

    @TempDir
    private Path folder;

    private SmppTestServer carrier;
    private LatchkeyDatabase database;
    private Delivery delivery;
    private Assembly service;

    @BeforeEach
    void start() throws IOException {
        carrier = SmppTestServer.start();
        Files.writeString(folder.resolve("carrier.yaml"), """
                name: carrier
                channel: sms
                smpp: {host: smsc.example.net, system-id: "{secret.system-id}", password: "{secret.password}"}
                """);
        Settings settings = SettingsFixture.of(Map.of(
                "latchkey.sms.provider", "carrier",
                "latchkey.sms.from", "Latchkey",
                "latchkey.providers.folder", folder.toString(),
                "latchkey.providers.allow-private", "true",
                "latchkey.providers.carrier.base-url", carrier.uri().toString(),
                "latchkey.providers.carrier.system-id", "me",
                "latchkey.providers.carrier.password", "secret"));
        Clock clock = Clock.tickMillis(ZoneOffset.UTC);
        database = LatchkeyDatabase.open(DatabaseSettings.h2(folder.resolve("data")));
        delivery = new Delivery(
                settings, new NumberingPlanContactParser(PhoneNumber::new), number -> "DE", PUBLIC_URL, clock);
        service = new Assembly(
                settings,
                new MasterSecrets("a secret of the test, long enough to be one", List.of()),
                database,
                delivery.ports(),
                TestNumbers.none(),
                PUBLIC_URL,
                clock);
        service.start();
        delivery.start(service.reportDelivery, service.audit);
    }

    @AfterEach
    void stop() throws IOException {
        service.close();
        delivery.close();
        database.close();
        carrier.close();
    }

    private OtpChallengeId request() {
        OtpRequest outcome = service.requestOtp.request(
                new RequestOtpCommand(OtpPurpose.parse("custom:pay"), READER, Locale.ENGLISH, AssembledService.ORIGIN));
        return ((OtpRequest.Issued) outcome).challenge().challenge().id();
    }

    private DeliveryState state(OtpChallengeId challenge) {
        return service.findOtp.find(challenge).orElseThrow().delivery();
    }

    @Test
    void hands_a_code_to_the_carrier_and_hears_that_it_arrived() throws IOException {
        OtpChallengeId challenge = request();
        SmppTestServer.Message message = carrier.awaitMessages(1).get(0);
        assertThat(message.from()).isEqualTo("Latchkey");
        assertThat(message.to()).isEqualTo("4915112345678");
        assertThat(message.text()).containsPattern("[0-9]{6}").contains("@127.0.0.1 #");
        SmppTestServer.await(() -> state(challenge) == DeliveryState.ACCEPTED);
        carrier.sendReceipt("1", "DELIVRD");
        SmppTestServer.await(() -> state(challenge) == DeliveryState.DELIVERED);
    }

    @Test
    void tells_that_a_message_did_not_arrive() throws IOException {
        OtpChallengeId challenge = request();
        carrier.awaitMessages(1);
        SmppTestServer.await(() -> state(challenge) == DeliveryState.ACCEPTED);
        carrier.sendReceipt("1", "UNDELIV");
        SmppTestServer.await(() -> state(challenge) == DeliveryState.FAILED);
    }

    @Test
    void sends_again_what_the_carrier_had_no_room_for() {
        carrier.refuse(0x14);
        OtpChallengeId challenge = request();
        SmppTestServer.await(() -> !carrier.parts().isEmpty());
        carrier.accept();
        SmppTestServer.await(() -> state(challenge) == DeliveryState.ACCEPTED);
    }
}
