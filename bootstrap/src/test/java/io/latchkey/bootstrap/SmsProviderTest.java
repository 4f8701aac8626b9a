package io.latchkey.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.latchkey.adapters.sms.provider.Messages;
import io.latchkey.adapters.sms.provider.WordedMessage;
import io.latchkey.application.delivery.ReceiptCall;
import io.latchkey.application.delivery.port.ReceiptReader.Read;
import io.latchkey.application.delivery.port.ReceiptReader.Reading;
import io.latchkey.bootstrap.settings.SettingsFixture;
import io.latchkey.bootstrap.settings.key.InvalidSettingException;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.shared.PhoneNumber;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmsProviderTest {
    private static final String RECEIPTS = "https://id.example.org/api/v1/delivery/receipts/twilio";

    @TempDir
    private Path folder;

    @Test
    void sends_by_the_definition_that_the_settings_name() throws IOException {
        AtomicReference<String> called = new AtomicReference<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                called.set(exchange.getRequestURI() + " "
                        + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                byte[] body = """
                        {"sid":"SM7"}""".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(201, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        try {
            Map<String, String> values = twilio();
            values.put("latchkey.sms.from", "+15005550006");
            values.put("latchkey.providers.allow-private", "true");
            values.put(
                    "latchkey.providers.twilio.base-url",
                    "http://127.0.0.1:" + server.getAddress().getPort());
            assertThat(provider(values, "twilio")
                            .open((provider, reference, state) -> {}, Clock.systemUTC())
                            .send(message()))
                    .isEqualTo(new DeliveryOutcome.Accepted("twilio", Optional.of("SM7")));
            assertThat(called.get())
                    .startsWith(
                            "/2010-04-01/Accounts/AC1/Messages.json To=%2B4915112345678&From=%2B15005550006&Body=hi");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void reads_receipts_of_that_provider_alone() {
        SmsProvider provider = provider(twilio(), "twilio");
        assertThat(provider.receipts(Clock.systemUTC()).read(new ReceiptCall("vonage", Map.of(), "", new byte[0])))
                .isEmpty();
        assertThat(provider.receipts(Clock.systemUTC()).read(new ReceiptCall("twilio", Map.of(), "", new byte[0])))
                .contains(Read.of(new Reading.NotAuthentic()));
    }

    @Test
    void takes_a_definition_of_the_operators_folder() throws IOException {
        Files.writeString(folder.resolve("mine.yaml"), """
                name: mine
                channel: sms
                request: {url: "https://sms.example.org/", form: {to: "{to}", text: "{text}"}}
                accepted: {status: 200}
                """);
        Map<String, String> values = new HashMap<>(Map.of("latchkey.providers.folder", folder.toString()));
        assertThat(provider(values, "mine").definition().facts().name()).isEqualTo("mine");
    }

    @Test
    void names_the_key_or_the_line_that_is_amiss() throws IOException {
        Map<String, String> incomplete = twilio();
        incomplete.remove("latchkey.providers.twilio.auth-token");
        refused(
                incomplete,
                "twilio",
                "latchkey.providers.twilio.auth-token or latchkey.providers.twilio.auth-token-file must be set.");
        Map<String, String> misspelt = twilio();
        misspelt.put("latchkey.providers.twilio.tokn", "x");
        refused(misspelt, "twilio", "Unknown configuration key latchkey.providers.twilio.tokn.");
        Map<String, String> plain = twilio();
        plain.put("latchkey.providers.twilio.base-url", "http://127.0.0.1:9");
        refused(plain, "twilio", "latchkey.providers.twilio.base-url must be an https address");
        refused(twilio(), "twillio", "latchkey.sms.provider must be one of twilio, vonage");
        Map<String, String> lost = twilio();
        lost.remove("latchkey.providers.twilio.auth-token");
        lost.put(
                "latchkey.providers.twilio.auth-token-file",
                folder.resolve("nowhere").toString());
        refused(lost, "twilio", "A file named by latchkey.providers.twilio.…-file cannot be read.");
        Path file = Files.writeString(folder.resolve("bad.yaml"), "name: bad\nchanel: sms\n");
        refused(
                new HashMap<>(Map.of("latchkey.providers.folder", folder.toString())),
                "bad",
                file + ":2: chanel is no key known here");
    }

    private static void refused(Map<String, String> values, String name, String sentence) {
        assertThatThrownBy(() -> provider(values, name))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith(sentence);
    }

    private static SmsProvider provider(Map<String, String> values, String name) {
        return SmsProvider.of(SettingsFixture.of(values), name, RECEIPTS);
    }

    private static Map<String, String> twilio() {
        return new HashMap<>(Map.of(
                "latchkey.providers.twilio.account-sid", "AC1",
                "latchkey.providers.twilio.auth-token", "secret"));
    }

    private static WordedMessage message() {
        return Messages.sms(new OutboxMessageId(new UUID(0, 7)), new PhoneNumber("+4915112345678"), "hi");
    }
}
