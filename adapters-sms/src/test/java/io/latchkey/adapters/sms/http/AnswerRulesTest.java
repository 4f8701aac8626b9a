package io.latchkey.adapters.sms.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.adapters.sms.http.LoopbackServer.Reply;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.ProviderSign;
import io.latchkey.domain.delivery.SuppressionCause;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class AnswerRulesTest {
    private final LoopbackServer server = new LoopbackServer();

    @AfterEach
    void stop() {
        server.close();
    }

    private DeliveryOutcome outcome(String more, int status, String body) {
        String definition = Acme.json("x: 1", more);
        String whole = more.contains("accepted:") ? definition.replace("accepted: {status: 200}\n", "") : definition;
        server.answer = request -> Reply.of(status, body);
        return Acme.open(Acme.definition(whole), server, Map.of()).send(Acme.message(Duration.ofMinutes(5)));
    }

    @Test
    void takes_a_refusal_of_one_message_for_no_fault_of_the_provider() {
        DeliveryOutcome refused = outcome("", 403, "");
        assertThat(refused).isEqualTo(new DeliveryOutcome.Declined("not permitted (403)"));
        assertThat(refused.sign()).isEqualTo(ProviderSign.WORKING);
        assertThat(outcome("errors: {authentication: http 403}", 403, "").sign())
                .isEqualTo(ProviderSign.FAILING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plivo",
                "infobip",
                "telnyx",
                "twilio",
                "kaleyra",
                "bird",
                "sinch",
                "aws-sns",
                "whatsapp-cloud",
                "azure-communication",
                "exotel",
                "unifonic"
            })
    void takes_no_bundled_providers_403_for_a_fault(String name) {
        HttpDefinition definition = Bundled.definition(name);
        Map<String, String> values = new HashMap<>();
        definition.facts().required().forEach(value -> values.put(value, "x"));
        values.putAll(definition.auth().samples());
        server.answer = request -> Reply.of(403, "{\"error\":\"SMS to this region is not permitted\"}");
        assertThat(Acme.open(definition, server, values)
                        .send(Acme.message(Duration.ofMinutes(5)))
                        .outlook())
                .isEqualTo(DeliveryOutcome.Outlook.OTHER_PROVIDER);
    }

    @Test
    void takes_a_limit_of_one_recipient_for_no_limit_of_the_provider() {
        String rules = "errors: {at: /code, throttled: 1, message-throttled: 2, wait: PT5S}";
        assertThat(outcome(rules, 429, "{\"code\":1}"))
                .isEqualTo(DeliveryOutcome.Deferred.busy("throttled (1)", Optional.of(Duration.ofSeconds(5))));
        DeliveryOutcome limited = outcome(rules, 429, "{\"code\":2}");
        assertThat(limited)
                .isEqualTo(DeliveryOutcome.Deferred.ofMessage(
                        "message-throttled (2)", Optional.of(Duration.ofSeconds(5))));
        assertThat(limited.sign()).isEqualTo(ProviderSign.WORKING);
        assertThat(limited.outlook()).isEqualTo(DeliveryOutcome.Outlook.LATER);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"state\":\"queued\"} | accepted",
                "{\"state\":\"nobody-listed-this\"} | declined",
                "{\"code\":\"nobody-listed-this\"} | declined",
                "{\"state\":\"known\"} | rejected",
                "<html>maintenance</html> | unknown",
                "{} | unknown"
            })
    void takes_a_verdict_that_no_rule_lists_for_a_refusal(String body, String outcome) {
        String rules =
                "accepted: {status: 200, at: /state, is: queued}\nerrors: {at: [/state, /code], bad-number: known}";
        assertThat(outcome(rules, 200, body).wireName()).isEqualTo(outcome);
    }

    @Test
    void goes_by_the_first_place_that_a_rule_knows() {
        String rules = "errors: {at: [/code, /message], bad-number: 'Invalid number*', permanent: 17}";
        assertThat(outcome(rules, 400, "{\"code\":\"99\",\"message\":\"Invalid number +1\"}"))
                .isEqualTo(new DeliveryOutcome.Rejected("bad-number (Invalid number*)"));
        assertThat(outcome(rules, 400, "{\"code\":\"17\",\"message\":\"Invalid number +1\"}"))
                .isEqualTo(new DeliveryOutcome.Declined("permanent (17)"));
    }

    @Test
    void tells_readers_who_opted_out_from_wrong_numbers() {
        String rules = "errors: {at: /code, bad-number: 1, opted-out: 2}";
        assertThat(outcome(rules, 400, "{\"code\":1}")).isEqualTo(new DeliveryOutcome.Rejected("bad-number (1)"));
        assertThat(outcome(rules, 400, "{\"code\":2}"))
                .isEqualTo(new DeliveryOutcome.Rejected("opted-out (2)", SuppressionCause.OPTED_OUT));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5})
    void understands_an_answer_after_early_hints(int hints) throws IOException {
        String hint = "HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n";
        String answer =
                hint.repeat(hints) + "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 10\r\n\r\n{\"id\":\"m\"}";
        try (ServerSocket raw = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> answerOnce(raw, answer), "early-hints");
            server.start();
            HttpProvider provider = new HttpProvider(
                    Acme.definition(Acme.json("x: 1", "")),
                    Acme.settings("acme", URI.create("http://127.0.0.1:" + raw.getLocalPort()), Map.of()),
                    Acme.CLOCK);
            assertThat(provider.send(Acme.message(Duration.ofMinutes(5))))
                    .isEqualTo(new DeliveryOutcome.Accepted("acme", Optional.of("m")));
        }
    }

    /** Reads one call and writes these bytes. */
    private static void answerOnce(ServerSocket raw, String answer) {
        try (Socket client = raw.accept()) {
            String call = "";
            while (!call.endsWith("}")) {
                call += (char) client.getInputStream().read();
            }
            client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            client.getOutputStream().flush();
        } catch (IOException ended) {
            throw new UncheckedIOException(ended);
        }
    }
}
