package io.latchkey.adapters.sms.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.application.delivery.ReceiptCall;
import io.latchkey.application.delivery.Report;
import io.latchkey.application.delivery.port.ReceiptNonce;
import io.latchkey.application.delivery.port.ReceiptReader.Read;
import io.latchkey.application.delivery.port.ReceiptReader.Reading;
import io.latchkey.domain.message.DeliveryState;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FreshnessTest {
    private static final URI NOWHERE = URI.create("https://nowhere.example.org");
    private static final Reading TAKEN = new Reading.Receipts(List.of(new Report("1", DeliveryState.DELIVERED)));

    private static HttpReceiptReader reader(String signature, Instant now) {
        HttpDefinition definition = Acme.definition(Acme.json("x: 1", """
                receipts:
                  {form: form, reference: id, state: s, delivered: d, failed: f,
                  signature: {hmac: sha256, key: "{secret.key}", header: X-Sign, %s}}
                """.formatted(signature)));
        return new HttpReceiptReader(
                definition, Acme.settings("acme", NOWHERE, Map.of("key", "k")), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static String sign(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec("k".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static ReceiptCall call(String header, String value, String signed, String body) {
        return new ReceiptCall(
                "acme",
                Map.of(header, List.of(value), "x-sign", List.of(sign(signed))),
                "",
                body.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "1767323045, 0, true",
        "1767323045, 300, true",
        "1767323045, 301, false",
        "1767323045, -300, true",
        "1767323045, -301, false",
        "1767323045000, 300, true",
        "1767323045000, 301, false",
        "2026-01-02T03:04:05Z, 300, true",
        "2026-01-02T03:04:05Z, 301, false",
        "yesterday, 0, false",
        "'', 0, false"
    })
    void refuses_a_signed_receipt_that_is_older_than_the_provider_allows(String stamp, int age, boolean isTaken) {
        Instant signedAt = Instant.parse("2026-01-02T03:04:05Z");
        HttpReceiptReader reader = reader(
                "over: '{header.X-Time}.{body}', time: '{header.X-Time}', tolerance: PT5M", signedAt.plusSeconds(age));
        assertThat(FirstUse.read(reader, call("x-time", stamp, stamp + ".id=1&s=d", "id=1&s=d")))
                .contains(isTaken ? TAKEN : new Reading.NotAuthentic());
    }

    private static final String ADDRESS = "https://id.example.org/api/v1/delivery/receipts/acme";

    private static ReceiptNonce nonce(HttpReceiptReader reader, ReceiptCall call) {
        Read read = reader.read(call).orElseThrow();
        assertThat(read.reading()).isInstanceOf(Reading.Receipts.class);
        return read.nonce().orElseThrow();
    }

    @Test
    void tells_a_nonce_and_the_content_it_came_with_apart() {
        HttpReceiptReader reader = reader("over: '{address}{header.X-Nonce}', once: '{header.X-Nonce}'", Acme.NOW);
        ReceiptCall call = call("x-nonce", "n1", ADDRESS + "n1", "id=1&s=d");
        ReceiptNonce nonce = nonce(reader, call);
        assertThat(nonce(reader, call)).isEqualTo(nonce);
        assertThat(nonce.expiresAt()).isEqualTo(Acme.NOW.plus(Duration.ofDays(1)));
        // The signatures are good, because they cover neither body nor query.
        ReceiptNonce otherBody = nonce(reader, call("x-nonce", "n1", ADDRESS + "n1", "id=2&s=d"));
        ReceiptNonce otherQuery = nonce(reader, new ReceiptCall("acme", call.headers(), "x=1", call.body()));
        assertThat(List.of(otherBody.id(), otherQuery.id())).containsOnly(nonce.id());
        assertThat(List.of(nonce.content(), otherBody.content(), otherQuery.content()))
                .doesNotHaveDuplicates();
        assertThat(nonce(reader, call("x-nonce", "n2", ADDRESS + "n2", "id=1&s=d"))
                        .id())
                .isNotEqualTo(nonce.id());
        assertThat(FirstUse.read(reader, call("x-nonce", "", ADDRESS, "id=2&s=d")))
                .contains(new Reading.NotAuthentic());
    }

    @Test
    void needs_a_nonce_no_longer_than_its_call_may_be_in_time() {
        HttpReceiptReader reader = reader(
                "over: '{header.X-Time}', time: '{header.X-Time}', tolerance: PT5M, once: '{header.X-Time}'", Acme.NOW);
        String stamp = Acme.NOW.toString();
        assertThat(nonce(reader, call("x-time", stamp, stamp, "id=1&s=d")).expiresAt())
                .isEqualTo(Acme.NOW.plus(Duration.ofMinutes(10)));
    }

    @Test
    void tells_no_nonce_of_a_stranger() {
        HttpReceiptReader reader = reader("over: '{address}{header.X-Nonce}', once: '{header.X-Nonce}'", Acme.NOW);
        assertThat(FirstUse.read(reader, call("x-nonce", "n1", "guess", "id=2&s=d")))
                .contains(new Reading.NotAuthentic());
    }

    @ParameterizedTest
    @ValueSource(strings = {"telnyx", "bird"})
    void knows_the_age_of_receipts_of_providers_that_stamp_them(String name) {
        ReceiptForm form = Bundled.definition(name).receipts().orElseThrow();
        assertThat(form.freshness().tellsAge()).isTrue();
    }

    @Test
    void refuses_a_stamp_that_the_signature_does_not_cover() {
        assertThatThrownBy(() -> reader("over: '{body}', time: '{header.X-Time}', tolerance: PT5M", Acme.NOW))
                .hasMessageContaining("receipts.signature.time must be a part of over");
        assertThatThrownBy(() -> reader("over: '{header.X-Time}', time: '{header.X-Time}'", Acme.NOW))
                .hasMessageContaining("must have both of time and tolerance, or none");
        assertThatThrownBy(() -> reader("over: '{body}', once: '{body}'", Acme.NOW))
                .hasMessageContaining("must be one header");
    }

    @Test
    void refuses_an_address_for_receipts_that_is_longer_than_the_provider_takes() {
        HttpDefinition vonage = Bundled.definition("vonage");
        String token = "0123456789abcdef".repeat(4);
        try (LoopbackServer server = new LoopbackServer()) {
            assertThatThrownBy(() -> Acme.open(
                            vonage, server, Map.of("api-key", "k", "api-secret", "s", "receipt-token", token)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "receipt-token must be shorter: the address for receipts has 125 characters with it, and"
                                    + " vonage takes 100; 25 less will do, of the value or of latchkey.public-url");
            Acme.open(vonage, server, Map.of("api-key", "k", "api-secret", "s", "receipt-token", token.substring(25)))
                    .send(Acme.message(Duration.ofMinutes(5)));
            assertThat(server.received.get(0).body()).contains("&callback=https");
        }
    }
}
