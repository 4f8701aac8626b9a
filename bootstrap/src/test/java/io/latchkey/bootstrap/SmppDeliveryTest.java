package io.latchkey.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.adapters.sms.smpp.SmppTestServer;
import io.latchkey.application.admin.Administered;
import io.latchkey.application.admin.MessageRecord;
import io.latchkey.application.admin.MessageSearch;
import io.latchkey.application.admin.Page;
import io.latchkey.domain.message.DeliveryState;
import io.latchkey.domain.otp.OtpChallengeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Follows a code to an SMPP carrier and its receipt back, through the whole running service. */
class SmppDeliveryTest {
    @TempDir
    private Path folder;

    private SmppTestServer carrier;
    private DeliveringService running;
    private Map<String, String> values = Map.of();

    @BeforeEach
    void start() throws IOException {
        carrier = SmppTestServer.start();
        Files.writeString(folder.resolve("carrier.yaml"), """
                name: carrier
                channel: sms
                smpp: {host: smsc.example.net, system-id: "{secret.system-id}", password: "{secret.password}"}
                receipts: {errors: {bad-number: {5: switched off}}}
                """);
        values = Map.of(
                "latchkey.sms.provider", "carrier",
                "latchkey.sms.from", "Latchkey",
                "latchkey.providers.folder", folder.toString(),
                "latchkey.providers.allow-private", "true",
                "latchkey.providers.carrier.base-url", carrier.uri().toString(),
                "latchkey.providers.carrier.system-id", "me",
                "latchkey.providers.carrier.password", "secret");
        running = new DeliveringService(folder, values);
    }

    @AfterEach
    void stop() throws IOException {
        running.close();
        carrier.close();
    }

    private DeliveryState state(OtpChallengeId challenge) {
        return running.service
                .useCases
                .otp
                .findCode
                .find(challenge)
                .orElseThrow()
                .delivery();
    }

    @Test
    void hands_a_code_to_the_carrier_and_hears_that_it_arrived() throws IOException {
        OtpChallengeId challenge = running.request();
        SmppTestServer.Message message = carrier.awaitMessages(1).get(0);
        assertThat(message.from()).isEqualTo("Latchkey");
        assertThat(message.to()).isEqualTo("4915112345678");
        assertThat(message.text()).containsPattern("[0-9]{6}").contains("@127.0.0.1 #");
        SmppTestServer.await(() -> state(challenge) == DeliveryState.ACCEPTED);
        carrier.sendReceipt("1", "DELIVRD");
        SmppTestServer.await(() -> state(challenge) == DeliveryState.DELIVERED);
    }

    @Test
    void matches_a_receipt_that_comes_before_the_answer() {
        carrier.acceptAfterReceipt("7F", "DELIVRD");
        OtpChallengeId challenge = running.request();
        SmppTestServer.await(() -> state(challenge) == DeliveryState.DELIVERED);
    }

    @Test
    void tells_which_sender_the_carrier_cannot_have() throws IOException {
        Map<String, String> long12 = new HashMap<>(values);
        long12.put("latchkey.sms.from", "Twelve Chars");
        assertThat(ConfigurationCheck.problems(long12))
                .containsExactly(
                        "latchkey.providers.carrier must have another sender: latchkey.sms.from must have at most 11"
                                + " characters, as a name that is no number.");
        Files.writeString(folder.resolve("routes"), "rules:\n  - providers: carrier\n    from: Twelve Chars\n");
        Map<String, String> routed = new HashMap<>(values);
        routed.put("latchkey.delivery.routes", folder.resolve("routes").toString());
        assertThat(ConfigurationCheck.problems(routed))
                .containsExactly(
                        folder.resolve("routes") + ":3: rules[0].from must have at most 11 characters, as a name that"
                                + " is no number for carrier.");
    }

    @Test
    void tells_that_a_message_did_not_arrive() throws IOException {
        OtpChallengeId challenge = running.request();
        carrier.awaitMessages(1);
        SmppTestServer.await(() -> state(challenge) == DeliveryState.ACCEPTED);
        carrier.sendReceipt("1", "UNDELIV");
        SmppTestServer.await(() -> state(challenge) == DeliveryState.FAILED);
    }

    /** Why the only message did not arrive, as an administrator sees it. */
    private String failure() {
        Administered<Page<MessageRecord>> found = running.service.useCases.admin.overseeOperation.findMessages(
                AdministrationTests.ACT, MessageSearch.ALL, Optional.empty(), 1);
        return ((Administered.Done<Page<MessageRecord>>) found)
                .result()
                .items()
                .get(0)
                .message()
                .failure();
    }

    @ParameterizedTest
    @CsvSource({"err:077, err 077", "err:005, switched off (5)"})
    void shows_why_a_message_did_not_arrive(String error, String reason) throws IOException {
        OtpChallengeId challenge = running.request();
        carrier.awaitMessages(1);
        SmppTestServer.await(() -> state(challenge) == DeliveryState.ACCEPTED);
        carrier.sendReceiptText("id:1 stat:UNDELIV " + error);
        SmppTestServer.await(() -> state(challenge) == DeliveryState.FAILED);
        assertThat(failure()).isEqualTo(reason);
    }

    @Test
    void sends_again_what_the_carrier_had_no_room_for() {
        carrier.refuse(0x14);
        OtpChallengeId challenge = running.request();
        SmppTestServer.await(() -> !carrier.parts().isEmpty());
        carrier.accept();
        SmppTestServer.await(() -> state(challenge) == DeliveryState.ACCEPTED);
    }

    /** A carrier that allows one session only would end that of the running service, and one for receipts would take them. */
    @Test
    void is_not_bound_to_by_a_check_of_the_configuration() {
        SmppTestServer.await(() -> carrier.binds() == 1);
        assertThat(ConfigurationCheck.problems(values)).isEmpty();
        assertThat(carrier.binds()).isEqualTo(1);
    }
}
