package io.latchkey.adapters.sms.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.latchkey.adapters.sms.http.LoopbackServer.Reply;
import io.latchkey.adapters.sms.provider.Messages;
import io.latchkey.adapters.sms.provider.ProviderSettings;
import io.latchkey.adapters.sms.provider.WordedMessage;
import io.latchkey.application.delivery.ReceiptCall;
import io.latchkey.application.delivery.Report;
import io.latchkey.application.delivery.port.ReceiptReader.Reading;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.delivery.SenderProfile;
import io.latchkey.domain.message.DeliveryState;
import io.latchkey.domain.shared.Channel;
import io.latchkey.domain.shared.EmailAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What definitions of e-mail providers can say that others cannot. */
class MailDefinitionTest {
    private static final String GOOD = """
        name: acme
        channel: email
        request:
          url: https://api.acme.example/v1/send
          headers: {X-Reply: "{replyTo}"}
          json: {to: ["{to}"], from: {email: "{from}", name: "{fromName}"}, sender: "{fromMailbox}", reply: ["{replyTo}"],
            subject: "{subject}", text: "{text}", html: "{html}", id: "{messageId}", lang: "{language}"}
        accepted: {status: 202, at: header X-State, is: queued}
        reference: header X-Message-Id
        errors: {at: header X-Error, bounced: {gone: hard bounce}, complained: spam, opted-out: unsubscribed}
        receipts: {form: json, reference: /id, state: /event, delivered: ok, failed: [bounce, dropped], complained: [spam, abuse*],
          errors: {at: /why, bounced: {hard: hard bounce}, permanent: {soft: soft bounce}},
          signature: {header: X-Token, value: t0ken}}
        """;

    private final LoopbackServer server = new LoopbackServer();

    @AfterEach
    void stop() {
        server.close();
    }

    private ProviderSettings settings(String from, Map<String, String> values) {
        return new ProviderSettings(
                from,
                "https://id.example.org/api/v1/delivery/receipts/acme",
                name -> Optional.ofNullable(values.get(name)),
                Optional.of(server.uri()),
                true,
                Duration.ofSeconds(2),
                Duration.ofSeconds(10));
    }

    private static WordedMessage mail(String to, SenderProfile profile) {
        WordedMessage mail = Messages.mail(
                new OutboxMessageId(UUID.fromString("00000000-0000-4000-8000-000000000001")),
                new EmailAddress(to),
                "de",
                "Ihr Code für „Beispiel“",
                "Ihr Code: 483920\n<&>",
                "<p>Ihr Code: <b>483920</b></p>",
                Duration.ofMinutes(5));
        return new WordedMessage(mail.id(), mail.to(), mail.code(), mail.words(), profile, mail.timeLeft());
    }

    private JsonNode sent(String from, Map<String, String> values, WordedMessage mail) throws JsonProcessingException {
        new HttpProvider(Acme.definition(GOOD), settings(from, values), Acme.CLOCK).send(mail);
        return JsonMapper.builder().build().readTree(server.received.get(0).body());
    }

    @Test
    void carries_texts_sender_and_address_for_answers() throws JsonProcessingException {
        JsonNode body = sent(
                "codes@example.org",
                Map.of("from-name", "Beispiel, \"Schlüssel\"", "reply-to", "hilfe@example.org"),
                mail("ada@example.org", SenderProfile.NONE));
        assertThat(body.path("to").path(0).asText()).isEqualTo("ada@example.org");
        assertThat(body.path("from").toString())
                .isEqualTo("{\"email\":\"codes@example.org\",\"name\":\"Beispiel, \\\"Schlüssel\\\"\"}");
        assertThat(body.path("sender").asText())
                .isEqualTo("=?UTF-8?Q?Beispiel=2C_=22Schl=C3=BCssel=22?= <codes@example.org>");
        assertThat(body.path("reply").path(0).asText()).isEqualTo("hilfe@example.org");
        assertThat(body.path("subject").asText()).isEqualTo("Ihr Code für „Beispiel“");
        assertThat(body.path("text").asText()).isEqualTo("Ihr Code: 483920\n<&>");
        assertThat(body.path("html").asText()).isEqualTo("<p>Ihr Code: <b>483920</b></p>");
        assertThat(body.path("id").asText()).isEqualTo("<00000000-0000-4000-8000-000000000001@example.org>");
        assertThat(body.path("lang").asText()).isEqualTo("de");
        assertThat(server.received.get(0).header("X-Reply")).isEqualTo("hilfe@example.org");
    }

    @Test
    void leaves_out_what_is_not_set() throws JsonProcessingException {
        JsonNode body = sent("codes@example.org", Map.of(), mail("ada@example.org", SenderProfile.NONE));
        assertThat(body.has("reply")).isFalse();
        assertThat(body.path("from").toString()).isEqualTo("{\"email\":\"codes@example.org\"}");
        assertThat(body.path("sender").asText()).isEqualTo("codes@example.org");
        assertThat(server.received.get(0).header("X-Reply")).isEmpty();
    }

    @Test
    void writes_the_domain_of_the_reader_in_ascii_and_follows_the_route() throws JsonProcessingException {
        SenderProfile profile = new SenderProfile(
                Optional.of("shop@bücher.example"),
                Map.of("from-name", "Shop", "reply-to", "shop@example.com"),
                Optional.empty());
        JsonNode body = sent("codes@example.org", Map.of("from-name", "Other"), mail("ada@bücher.example", profile));
        assertThat(body.path("to").path(0).asText()).isEqualTo("ada@xn--bcher-kva.example");
        assertThat(body.path("sender").asText()).isEqualTo("Shop <shop@xn--bcher-kva.example>");
        assertThat(body.path("reply").path(0).asText()).isEqualTo("shop@example.com");
        HttpProvider provider =
                new HttpProvider(Acme.definition(GOOD), settings("codes@example.org", Map.of()), Acme.CLOCK);
        assertThat(provider.unknownValue(profile)).isEmpty();
        assertThat(provider.channel()).isEqualTo(Channel.EMAIL);
    }

    @ParameterizedTest
    @CsvSource({
        "202, X-State=queued;X-Message-Id=m-1, accepted m-1",
        "202, x-state=queued, accepted",
        "202, X-State=held, declined message refused (202)",
        "400, X-Error=gone, rejected hard bounce (gone)",
        "400, X-Error=spam, rejected complained (spam)",
        "400, X-Error=unsubscribed, rejected opted-out (unsubscribed)",
        "400, X-Error=what, declined message refused (400)"
    })
    void reads_state_id_and_error_in_headers(int status, String headers, String outcome) {
        Map<String, String> answered = new HashMap<>();
        for (String header : headers.split(";", -1)) {
            answered.put(header.substring(0, header.indexOf('=')), header.substring(header.indexOf('=') + 1));
        }
        server.answer = request -> new Reply(status, answered, "{}");
        DeliveryOutcome told = new HttpProvider(
                        Acme.definition(GOOD), settings("codes@example.org", Map.of()), Acme.CLOCK)
                .send(mail("ada@example.org", SenderProfile.NONE));
        assertThat(HttpDefinitionTest.describe(told)).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "ok, '', delivered, ''",
        "bounce, hard, failed, rejected hard bounce (hard)",
        "bounce, soft, failed, declined soft bounce (soft)",
        "dropped, what, failed, ''",
        "spam, '', delivered, rejected complained (spam)",
        "abuse-report, hard, delivered, rejected complained (abuse*)",
        "opened, '', '', ''"
    })
    void tells_bounces_and_complaints_in_a_list_of_events(String event, String why, String state, String cause) {
        HttpReceiptReader reader =
                new HttpReceiptReader(Acme.definition(GOOD), settings("codes@example.org", Map.of()), Acme.CLOCK);
        String body = "[{\"id\":\"m-0\",\"event\":\"processed\"},{\"id\":\"m-1\",\"event\":\"" + event + "\",\"why\":\""
                + why + "\"},{\"id\":\"m-2\",\"event\":\"ok\"}]";
        Reading reading = FirstUse.read(
                        reader,
                        new ReceiptCall(
                                "acme", Map.of("x-token", List.of("t0ken")), "", body.getBytes(StandardCharsets.UTF_8)))
                .orElseThrow();
        List<Report> reports = reading.fold(
                receipts -> receipts.reports(), greeting -> List.of(), refused -> List.of(), malformed -> List.of());
        assertThat(reports.get(reports.size() - 1)).isEqualTo(new Report("m-2", DeliveryState.DELIVERED));
        assertThat(reports).hasSize(state.isEmpty() ? 1 : 2);
        if (!state.isEmpty()) {
            assertThat(reports.get(0).reference()).isEqualTo("m-1");
            assertThat(reports.get(0).state().name()).isEqualToIgnoringCase(state);
            assertThat(reports.get(0).cause().map(HttpDefinitionTest::describe).orElse(""))
                    .isEqualTo(cause);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "subject: \"{subject}\", | '' | acme.yaml:4: request must have {subject} in its body",
                "id: \"{messageId}\" | id: \"{toDigits}\" | acme.yaml:4: request has the placeholder {toDigits}, which"
                        + " is not for channel email",
                "id: \"{messageId}\" | id: \"{unicode?1:2}\" | acme.yaml:4: request has the placeholder {unicode},"
                        + " which is not for channel email",
                "channel: email | channel: sms | acme.yaml:4: request has the placeholder {fromMailbox}, which is not"
                        + " for channel sms",
                "reference: header X-Message-Id | reference: header X Y | acme.yaml:9: reference must begin with /"
            })
    void names_file_line_and_placeholder_of_what_it_refuses(String part, String instead, String sentence) {
        assertThat(GOOD).contains(part);
        assertThatThrownBy(() -> Acme.definition(GOOD.replace(part, instead))).hasMessageStartingWith(sentence);
    }

    @Test
    void has_the_values_of_a_sender_where_it_names_them() {
        assertThat(Acme.definition(GOOD).facts().optional()).containsExactlyInAnyOrder("from-name", "reply-to");
        assertThat(Acme.definition(GOOD).facts().required()).isEmpty();
    }
}
