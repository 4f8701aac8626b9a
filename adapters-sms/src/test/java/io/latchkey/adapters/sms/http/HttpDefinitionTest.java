package io.latchkey.adapters.sms.http;

import static io.latchkey.adapters.sms.http.Bundled.definition;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.latchkey.adapters.sms.http.LoopbackServer.Received;
import io.latchkey.adapters.sms.http.LoopbackServer.Reply;
import io.latchkey.adapters.sms.provider.Definitions;
import io.latchkey.adapters.sms.provider.Messages;
import io.latchkey.adapters.sms.provider.ProviderSettings;
import io.latchkey.adapters.sms.provider.WordedMessage;
import io.latchkey.application.delivery.ReceiptCall;
import io.latchkey.application.delivery.Report;
import io.latchkey.application.delivery.port.CodeOwner;
import io.latchkey.application.delivery.port.ReceiptReader.Read;
import io.latchkey.application.delivery.port.ReceiptReader.Reading;
import io.latchkey.application.otp.port.OwnerAnswer;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.delivery.SenderProfile;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.shared.Channel;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.PhoneNumber;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares each bundled definition with its provider's documentation: the request, the answers, the receipts. */
@Timeout(120)
class HttpDefinitionTest {
    private static final YAMLMapper YAML = YAMLMapper.builder().build();
    private static final URI NOWHERE = URI.create("https://nowhere.example.org");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
    private static final WordedMessage MESSAGE = Messages.sms(
            new OutboxMessageId(UUID.fromString("00000000-0000-4000-8000-000000000001")),
            new PhoneNumber("+4915112345678"),
            "Your code is 483920 & \"no more\" é",
            Optional.of("483920"),
            "en");
    private static final WordedMessage MAIL = Messages.mail(
            new OutboxMessageId(UUID.fromString("00000000-0000-4000-8000-000000000001")),
            new EmailAddress("ada@example.org"),
            "en",
            "Sign in to “Example”",
            "Your code is 483920 & \"no more\" é",
            "<p>Your code is <b>483920</b> &amp; é</p>",
            Duration.ofMinutes(5));
    private static final LoopbackServer SNS = new LoopbackServer();
    private static final Set<String> MAILERS =
            Set.of("aws-ses", "sendgrid", "mailgun", "postmark", "resend", "brevo", "vonage-verify-email");

    private static WordedMessage message(String name) {
        return MAILERS.contains(name) ? MAIL : MESSAGE;
    }

    @BeforeAll
    static void publishCertificate() {
        SNS.answer =
                request -> Reply.of(200, cases("aws-ses").path("certificate").asText());
    }

    @AfterAll
    static void stopSns() {
        SNS.close();
    }

    static List<String> names() {
        return Definitions.BUNDLED;
    }

    @ParameterizedTest
    @MethodSource("names")
    void fits_on_25_lines(String name) {
        assertThat(Definitions.bundled(name).lines().count()).isLessThanOrEqualTo(25);
    }

    @ParameterizedTest
    @MethodSource("names")
    void needs_the_values_that_its_case_sets(String name) {
        HttpDefinition definition = definition(name);
        assertThat(definition.name()).isEqualTo(name);
        assertThat(values(name).keySet()).containsAll(definition.facts().required());
        assertThat(definition.facts().values()).containsAll(values(name).keySet());
    }

    @Test
    void carries_messages_by_sms_unless_its_name_tells_otherwise() {
        assertThat(names()).allSatisfy(name -> {
            Channel channel = name.contains("whatsapp")
                    ? Channel.WHATSAPP
                    : name.endsWith("-voice")
                            ? Channel.VOICE
                            : name.endsWith("-rcs")
                                    ? Channel.RCS
                                    : name.equals("telegram")
                                            ? Channel.TELEGRAM
                                            : MAILERS.contains(name) ? Channel.EMAIL : Channel.SMS;
            assertThat(definition(name).channel()).as(name).isEqualTo(channel);
        });
    }

    @ParameterizedTest
    @MethodSource("names")
    void lets_a_rule_set_all_but_what_receipts_are_believed_by(String name) {
        HttpDefinition definition = definition(name);
        Set<String> believed = new TreeSet<>();
        definition.receipts().ifPresent(form -> form.proofTemplates().forEach(part -> believed.addAll(part.secrets())));
        for (String value : definition.facts().values()) {
            SenderProfile profile = new SenderProfile(Optional.empty(), Map.of(value, "x"), Optional.empty());
            Optional<String> unknown = definition.unknownValue(profile);
            if (believed.contains(value)) {
                assertThat(unknown).contains(value);
            } else if (!value.equals("verify-token")) {
                assertThat(unknown).as(value).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void sends_the_request_that_the_provider_documents(String name) {
        try (LoopbackServer server = new LoopbackServer()) {
            sender(name, server).send(message(name));
            JsonNode expected = cases(name).path("request");
            Received request = server.received.get(0);
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.path()).isEqualTo(expected.path("path").asText());
            assertThat(request.body()).isEqualTo(expected.path("body").asText());
            expected.path("headers")
                    .properties()
                    .forEach(header -> assertThat(request.header(header.getKey()))
                            .as(header.getKey())
                            .isEqualTo(header.getValue().asText()));
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void understands_each_answer_that_the_provider_documents(String name) {
        try (LoopbackServer server = new LoopbackServer()) {
            HttpProvider sender = sender(name, server);
            JsonNode answers = cases(name).path("answers");
            assertThat(answers.size()).isGreaterThanOrEqualTo(5);
            for (JsonNode answer : answers) {
                server.answer = request -> new Reply(
                        answer.path("status").asInt(),
                        texts(answer.path("headers")),
                        answer.path("body").asText());
                assertThat(describe(sender.send(message(name))))
                        .as(answer.toString())
                        .isEqualTo(answer.path("outcome").asText());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void reads_each_receipt_that_the_provider_documents(String name) {
        HttpReceiptReader reader = reader(name, Map.of());
        for (JsonNode receipt : cases(name).path("receipts")) {
            ReceiptCall call = call(name, receipt);
            List<String> expected = texts(receipt.path("reports").elements());
            for (int time = 0; time < 2; time++) {
                assertThat(FirstUse.read(reader, call))
                        .as(receipt.toString())
                        .hasValueSatisfying(
                                reading -> assertThat(reports(reading)).containsExactlyElementsOf(expected));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void asks_about_messages_as_the_provider_documents(String name) {
        try (LoopbackServer server = new LoopbackServer()) {
            HttpProvider provider = sender(name, server);
            JsonNode polls = cases(name).path("polls");
            assertThat(polls.isMissingNode()).isEqualTo(provider.enquiry().isEmpty());
            for (JsonNode poll : polls) {
                server.answer = request -> Reply.of(200, poll.path("body").asText());
                assertThat(provider.enquiry()
                                .orElseThrow()
                                .ask(poll.path("reference").asText(), SenderProfile.NONE)
                                .map(HttpDefinitionTest::describe)
                                .orElse(""))
                        .isEqualTo(poll.path("report").asText());
                Received request = server.received.get(server.received.size() - 1);
                assertThat(request.path()).isEqualTo(poll.path("path").asText());
                assertThat(request.header("Authorization"))
                        .isEqualTo(cases(name)
                                .path("request")
                                .path("headers")
                                .path("Authorization")
                                .asText());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void tells_that_a_code_was_used_as_the_provider_documents(String name) {
        JsonNode feedback = cases(name).path("feedback");
        try (LoopbackServer server = new LoopbackServer()) {
            ProviderSettings settings =
                    settings(name, texts(feedback.path("values"))).at(server.uri());
            HttpProvider provider = new HttpProvider(definition(name), settings, CLOCK);
            assertThat(feedback.isMissingNode()).isEqualTo(provider.useReport().isEmpty());
            provider.useReport().ifPresent(report -> {
                report.tell("m-1", SenderProfile.NONE, Instant.parse("2026-01-02T03:04:05.678Z"));
                Received request = server.received.get(0);
                assertThat(request.method() + ' ' + request.path())
                        .isEqualTo(feedback.path("call").asText());
                assertThat(request.body()).isEqualTo(feedback.path("body").asText());
            });
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void checks_and_cancels_codes_as_the_provider_documents(String name) {
        JsonNode calls = cases(name).path("verification");
        try (LoopbackServer server = new LoopbackServer()) {
            HttpProvider provider = sender(name, server);
            assertThat(calls.isMissingNode()).isEqualTo(provider.codeOwner().isEmpty());
            provider.codeOwner().ifPresent(owner -> {
                CodeOwner.Started started =
                        new CodeOwner.Started("ref-1", message(name).to(), SenderProfile.NONE);
                for (JsonNode check : cases(name).path("checks")) {
                    server.answer = request -> Reply.of(
                            check.path("status").asInt(), check.path("body").asText());
                    assertThat(owner.check(started, new OtpCode("012345")).verdict())
                            .as(check.toString())
                            .hasToString(check.path("verdict").asText());
                }
                assertThat(owner.check(started, OtpCode.parseNumeral("12345")).verdict())
                        .isEqualTo(OwnerAnswer.Verdict.NONE);
                assertSent(server.received.get(0), calls.path("check"), calls.path("body"));
                boolean isTyped = owner.digits(SenderProfile.NONE) > 0;
                assertThat(server.received.get(server.received.size() - 1).body())
                        .contains(isTyped ? "012345" : "12345");
                owner.cancel("ref-1", SenderProfile.NONE);
                assertSent(
                        server.received.get(server.received.size() - 1),
                        calls.path("cancel"),
                        calls.path("cancelBody"));
                assertThat(owner.silentUrl("ref-1", SenderProfile.NONE).orElse(""))
                        .isEqualTo(calls.path("silentUrl").asText());
            });
        }
    }

    private static void assertSent(Received request, JsonNode call, JsonNode body) {
        assertThat(request.method() + ' ' + request.path()).isEqualTo(call.asText());
        assertThat(request.body()).isEqualTo(body.asText());
        assertThat(request.header("Authorization")).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    void believes_no_receipt_with_another_secret_or_without_a_signature(String name) {
        Map<String, String> others = new HashMap<>();
        values(name).keySet().forEach(key -> others.put(key, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="));
        Map<String, String> empty = new HashMap<>();
        values(name).keySet().forEach(key -> empty.put(key, ""));
        for (JsonNode receipt : cases(name).path("receipts")) {
            ReceiptCall call = call(name, receipt);
            Optional<Read> refused = Optional.of(Read.of(new Reading.NotAuthentic()));
            assertThat(reader(name, others).read(call)).isEqualTo(refused);
            assertThat(reader(name, empty).read(call)).isEqualTo(refused);
            ReceiptCall unsigned = new ReceiptCall(
                    name,
                    Map.of(),
                    call.query().replaceFirst("&?token=.*", ""),
                    new String(call.body(), StandardCharsets.UTF_8)
                            .replaceAll("\"([Ss])ignature\":\"", "\"$1hown\":\"")
                            .getBytes(StandardCharsets.UTF_8));
            assertThat(reader(name, Map.of()).read(unsigned)).isEqualTo(refused);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void believes_no_receipt_whose_signed_body_was_changed(String name) {
        HttpDefinition definition = definition(name);
        boolean signsBody = definition
                .receipts()
                .map(form -> form.proof(
                                definition.secrets(settings(name, Map.of()).at(NOWHERE)))
                        .signature())
                .filter(signature -> signature.templates().stream()
                        .anyMatch(part -> Stream.of("body", "bodySha256", "bodyMd5Base64", "params", "pairs")
                                .anyMatch(part::names)))
                .isPresent();
        if (signsBody) {
            HttpReceiptReader reader = reader(name, Map.of());
            for (JsonNode receipt : cases(name).path("receipts")) {
                ReceiptCall call = call(name, receipt);
                byte[] changed = new String(call.body(), StandardCharsets.UTF_8)
                        .replaceFirst("[0-9]", "X")
                        .getBytes(StandardCharsets.UTF_8);
                assertThat(FirstUse.read(reader, new ReceiptCall(name, call.headers(), call.query(), changed)))
                        .contains(new Reading.NotAuthentic());
            }
        }
    }

    @Test
    void greets_a_provider_that_asks_for_the_right_address() {
        HttpReceiptReader reader = new HttpReceiptReader(
                definition("whatsapp-cloud"),
                settings("whatsapp-cloud", Map.of()).at(NOWHERE),
                CLOCK);
        assertThat(FirstUse.read(reader, greeting("wa-verify"))).contains(new Reading.Greeting("1158201444"));
        assertThat(FirstUse.read(reader, greeting("guess"))).contains(new Reading.NotAuthentic());
    }

    @Test
    void asks_for_no_receipts_where_they_could_not_be_believed_or_could_not_arrive() {
        try (LoopbackServer server = new LoopbackServer()) {
            Map<String, String> values = new HashMap<>(values("vonage"));
            values.put("receipt-token", "");
            ProviderSettings unbelieved = settings("vonage", values).at(server.uri());
            new HttpProvider(definition("vonage"), unbelieved, CLOCK).send(MESSAGE);
            assertThat(server.received.get(0).body()).doesNotContain("callback");
            ProviderSettings plain = new ProviderSettings(
                    "x",
                    "http://127.0.0.1:8080/receipts",
                    name -> Optional.ofNullable(values("vonage").get(name)),
                    Optional.of(server.uri()),
                    true,
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(10));
            new HttpProvider(definition("vonage"), plain, CLOCK).send(MESSAGE);
            assertThat(server.received.get(1).body()).doesNotContain("callback");
        }
    }

    private static ReceiptCall greeting(String token) {
        return new ReceiptCall(
                "whatsapp-cloud",
                Map.of(),
                "hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=" + token,
                new byte[0]);
    }

    private static ReceiptCall call(String name, JsonNode receipt) {
        Map<String, List<String>> headers = new HashMap<>();
        texts(receipt.path("headers"))
                .forEach((header, value) -> headers.put(header.toLowerCase(Locale.ROOT), List.of(value)));
        return new ReceiptCall(
                name,
                headers,
                receipt.path("query").asText(),
                receipt.path("body").asText().getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> reports(Reading reading) {
        assertThat(reading).isInstanceOf(Reading.Receipts.class);
        return ((Reading.Receipts) reading)
                .reports().stream().map(HttpDefinitionTest::describe).toList();
    }

    private static String describe(Report report) {
        return report.reference() + " " + report.state().name().toLowerCase(Locale.ROOT)
                + report.cause().map(cause -> " " + describe(cause)).orElse("");
    }

    static String describe(DeliveryOutcome outcome) {
        String reason = outcome.reason().isEmpty() ? "" : " " + outcome.reason();
        return outcome.wireName()
                + outcome.reference().map(reference -> " " + reference).orElse(reason)
                + outcome.retryAfter().map(wait -> " " + wait).orElse("");
    }

    /** Reads receipts when they were signed. SNS is on this machine. */
    private static HttpReceiptReader reader(String name, Map<String, String> instead) {
        return new HttpReceiptReader(
                definition(name),
                settings(name, instead).at(NOWHERE),
                clock(name),
                new HttpSnsNotifier(clock(name), address -> SNS.uri().resolve(address.getRawPath())));
    }

    /** The time at which the case's receipts were signed, or any. */
    private static Clock clock(String name) {
        JsonNode at = cases(name).path("at");
        return at.isMissingNode() ? CLOCK : Clock.fixed(Instant.parse(at.asText()), ZoneOffset.UTC);
    }

    private static HttpProvider sender(String name, LoopbackServer server) {
        return new HttpProvider(definition(name), settings(name, Map.of()).at(server.uri()), CLOCK);
    }

    private static Local settings(String name, Map<String, String> instead) {
        Map<String, String> values = new HashMap<>(values(name));
        values.putAll(instead);
        return new Local(cases(name).path("from").asText(), name, values);
    }

    /** Settings whose server address is set later. */
    private record Local(String from, String name, Map<String, String> values) {
        ProviderSettings at(URI server) {
            return new ProviderSettings(
                    from,
                    "https://id.example.org/api/v1/delivery/receipts/" + name,
                    value -> Optional.ofNullable(values.get(value)),
                    Optional.of(server),
                    true,
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(10));
        }
    }

    private static Map<String, String> values(String name) {
        return texts(cases(name).path("values"));
    }

    private static Map<String, String> texts(JsonNode node) {
        Map<String, String> texts = new HashMap<>();
        node.properties()
                .forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
        return texts;
    }

    private static List<String> texts(Iterator<JsonNode> nodes) {
        List<String> texts = new ArrayList<>();
        nodes.forEachRemaining(node -> texts.add(node.asText()));
        return texts;
    }

    private static JsonNode cases(String name) {
        try (InputStream in = HttpDefinitionTest.class.getResourceAsStream("cases/" + name + ".yaml")) {
            return YAML.readTree(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
