package io.latchkey.adapters.sms.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.adapters.sms.definition.InvalidDefinitionException;
import io.latchkey.application.delivery.ReceiptCall;
import io.latchkey.application.delivery.port.ReceiptReader.Reading;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Receipts that may be proven in one of several ways, by what the operator has set up. */
class ReceiptProofsTest {
    private static final URI NOWHERE = URI.create("https://nowhere.example.org");
    private static final String BODY = "id=1&s=d";

    private static HttpDefinition definition(String signature) {
        return Acme.definition(Acme.json("callback: \"{receiptUrl}\"", """
            defaults: {key: "", token: ""}
            receipts: {form: form, reference: id, state: s, delivered: d, failed: f, signature: %s}
            """.formatted(signature)));
    }

    private static final HttpDefinition ACME =
            definition("[{hmac: sha256, key: '{secret.key}', over: '{body}', encoding: hex, header: X-Sign},"
                    + " {query: token, value: '{secret.token}'}]");

    private static boolean isBelieved(HttpDefinition definition, Map<String, String> values, ReceiptCall call) {
        Reading reading = new HttpReceiptReader(
                        definition,
                        Acme.settings(definition.name(), NOWHERE, values),
                        Clock.fixed(Acme.NOW, ZoneOffset.UTC))
                .read(call)
                .orElseThrow()
                .reading();
        return !reading.equals(new Reading.NotAuthentic());
    }

    private static String sign(String key, String text) {
        return HexFormat.of().formatHex(Macs.mac(Macs.Algorithm.SHA256, Macs.utf8(key), Macs.utf8(text)));
    }

    private static ReceiptCall call(String provider, String query, String signature, String body) {
        return new ReceiptCall(
                provider, Map.of("x-sign", List.of(signature)), query, body.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "k, t, true, false",
        "k, '', true, false",
        "'', t, false, true",
        "'', '', false, false",
    })
    void requires_the_first_proof_that_the_operator_has_set_up(
            String key, String token, boolean isSignatureGood, boolean isTokenGood) {
        Map<String, String> values = Map.of("key", key, "token", token);
        assertThat(isBelieved(ACME, values, call("acme", "", sign("k", BODY), BODY)))
                .isEqualTo(isSignatureGood);
        assertThat(isBelieved(ACME, values, call("acme", "token=t", "", BODY))).isEqualTo(isTokenGood);
    }

    @ParameterizedTest
    @CsvSource({"k, t, receipts/acme", "'', t, receipts/acme?token=t"})
    void asks_for_receipts_at_the_address_of_that_proof(String key, String token, String address) {
        try (LoopbackServer server = new LoopbackServer()) {
            Acme.open(ACME, server, Map.of("key", key, "token", token)).send(Acme.message(Duration.ofMinutes(5)));
            assertThat(server.received.get(0).body())
                    .contains("\"callback\":\"https://id.example.org/api/v1/delivery/" + address + "\"");
        }
    }

    @Test
    void knows_the_values_of_all_proofs() {
        assertThat(ACME.facts().values()).contains("key", "token");
        assertThat(ACME.receipts().orElseThrow().proofTemplates()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[none, {query: token, value: '{secret.token}'}]", "[]"})
    void refuses_a_list_without_a_signature_in_each_place(String signature) {
        assertThatThrownBy(() -> definition(signature)).isInstanceOf(InvalidDefinitionException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | '' | true",
                "'\"price\":\" \",' | '' | true",
                "'\"more\":\"1\",' | '' | false",
                "'\"more\":{\"status\":\"failed\"},' | '' | false",
                "'\"n\":7,' | &n=7 | true",
                "'\"a\":\"b&c=d\",' | '&a=b_c_d' | true",
            })
    void signs_every_member_of_the_body_as_vonage_does(String more, String signed, boolean isGood) {
        String text = (signed.startsWith("&a") ? signed : "")
                + "&messageId=0A1"
                + (signed.startsWith("&n") ? signed : "")
                + "&status=delivered&timestamp=" + Acme.NOW.getEpochSecond();
        String body = "{" + more + "\"messageId\":\"0A1\",\"status\":\"delivered\",\"timestamp\":\""
                + Acme.NOW.getEpochSecond() + "\",\"sig\":\"" + sign("s", text) + "\"}";
        Map<String, String> values = Map.of("api-key", "k", "api-secret", "s", "signature-secret", "s");
        assertThat(isBelieved(Bundled.definition("vonage"), values, call("vonage", "", "", body)))
                .isEqualTo(isGood);
    }
}
