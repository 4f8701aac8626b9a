package io.latchkey.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.latchkey.application.delivery.ReceiptCall;
import io.latchkey.application.delivery.ReceiptOutcome;
import io.latchkey.bootstrap.e2e.Await;
import io.latchkey.domain.delivery.FunnelRow;
import io.latchkey.domain.shared.PhoneNumber;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sends codes to two phones that are off. One is switched on while its code is good, the other one later. The provider
 * keeps messages for as long as it was told, so the second phone gets no dead code.
 */
class DroppedAfterDeadlineTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration LIFETIME = Duration.ofSeconds(6);
    private static final PhoneNumber EARLY = new PhoneNumber("+4915112000001");
    private static final PhoneNumber LATE = new PhoneNumber("+4915112000002");

    @TempDir
    private Path folder;

    /** @param until when the provider drops the message */
    private record Kept(String reference, String to, Instant until) {}

    private final List<Kept> kept = new CopyOnWriteArrayList<>();
    private final List<String> arrived = new CopyOnWriteArrayList<>();
    private HttpServer provider;
    private DeliveringService running;

    @BeforeEach
    void start() throws IOException {
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/", this::keep);
        provider.start();
        Path definitions = Files.createDirectory(folder.resolve("providers"));
        Files.writeString(definitions.resolve("acme.yaml"), """
                name: acme
                channel: sms
                request:
                  url: https://api.acme.example/messages
                  json: {to: "{to}", text: "{text}", ttl: !number "{millisLeft:1000..86400000}"}
                accepted: {status: 200}
                reference: /id
                receipts: {form: json, reference: /id, state: /state, delivered: delivered, failed: expired,
                  signature: {header: X-Token, value: "{secret.token}"}}
                """);
        running = new DeliveringService(
                folder,
                Map.of(
                        "latchkey.providers.folder",
                        definitions.toString(),
                        "latchkey.providers.allow-private",
                        "true",
                        "latchkey.providers.acme.token",
                        "token",
                        "latchkey.providers.acme.base-url",
                        "http://127.0.0.1:" + provider.getAddress().getPort(),
                        "latchkey.sms.provider",
                        "acme",
                        "latchkey.otp.custom.sms.lifetime",
                        LIFETIME.toString()));
    }

    private void keep(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode message = JSON.readTree(exchange.getRequestBody());
            assertThat(message.path("ttl").isIntegralNumber()).isTrue();
            String reference = "m" + kept.size();
            kept.add(new Kept(
                    reference,
                    message.path("to").asText(),
                    Instant.now().plusMillis(message.path("ttl").asLong())));
            byte[] answer = ("{\"id\":\"" + reference + "\"}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    /** The provider hands over what it still keeps for this phone at that time, and tells what became of it. */
    private void switchOn(PhoneNumber phone, Instant at) {
        Kept message = kept.stream()
                .filter(one -> one.to().equals(phone.value()))
                .findFirst()
                .orElseThrow();
        boolean isKept = at.isBefore(message.until());
        if (isKept) {
            arrived.add(phone.value());
        }
        byte[] receipt = ("{\"id\":\"" + message.reference() + "\",\"state\":\"" + (isKept ? "delivered" : "expired")
                        + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(running.service.useCases.delivery.takeReceipts.take(
                        new ReceiptCall("acme", Map.of("x-token", List.of("token")), "", receipt)))
                .isEqualTo(new ReceiptOutcome.Taken());
    }

    @AfterEach
    void stop() {
        running.close();
        provider.stop(0);
    }

    @Test
    void a_phone_that_is_switched_on_too_late_gets_no_dead_code() {
        Instant deadline = Instant.now().plus(LIFETIME);
        running.request(EARLY);
        running.request(LATE);
        Await.until("the provider has both messages", SOON, () -> kept.size() == 2);
        Instant handedOver = Instant.now();
        assertThat(kept)
                .allSatisfy(message ->
                        assertThat(message.until()).isBetween(deadline.minusSeconds(1), handedOver.plus(LIFETIME)));
        switchOn(EARLY, handedOver);
        switchOn(LATE, handedOver.plus(LIFETIME));
        assertThat(arrived).containsExactly(EARLY.value());
        Await.until(
                "both receipts are recorded",
                SOON,
                () -> count(FunnelRow::delivered) == 1 && count(FunnelRow::failed) == 1);
    }

    private long count(ToLongFunction<FunnelRow> figure) {
        return running.service.useCases.delivery.readFunnel.read(Duration.ofHours(1)).rows().stream()
                .mapToLong(figure)
                .sum();
    }
}
