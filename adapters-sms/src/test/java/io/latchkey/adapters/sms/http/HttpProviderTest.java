package io.latchkey.adapters.sms.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.adapters.sms.definition.Place;
import io.latchkey.adapters.sms.http.LoopbackServer.Reply;
import io.latchkey.adapters.sms.provider.Messages;
import io.latchkey.adapters.sms.provider.ProviderSettings;
import io.latchkey.adapters.sms.provider.WordedMessage;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.delivery.SenderProfile;
import io.latchkey.domain.shared.PhoneNumber;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpProviderTest {
    private static final String HEAD = "name: acme\nchannel: sms\naccepted: {status: 200}\nreference: /id\n";
    private static final String CALL =
            "request: {url: 'https://api.acme.example/v1/send', json: {to: '{to}', text: '{text}'}}\n";

    private final LoopbackServer server = new LoopbackServer();
    private Instant now = Instant.parse("2026-01-02T03:04:05Z");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void signs_the_call_with_an_hmac_over_its_parts() {
        send(HEAD + CALL + """
                auth:
                  hmac: {algorithm: sha256, key: "{secret.key}", over: "{method}\\n{path}\\n{timestamp}\\n{body}",
                    header: X-Signature, value: "t={timestamp},v1={signature}"}
                """, Map.of("key", "k3y"));
        // Computed by another implementation.
        assertThat(server.received.get(0).header("X-Signature"))
                .isEqualTo("t=1767323045,v1=9d25c653b57284c9e03f4dc5d0afc6dea08683e7cdf982dc54acbfecd8a2bba0");
    }

    /** What the client keeps of a head is never freed. The build sets the limit as the launcher does. */
    @Test
    void refuses_a_head_that_is_longer_than_any_provider_sends() {
        String line = "x".repeat(1_000);
        Map<String, String> head = IntStream.range(0, 64)
                .boxed()
                .collect(Collectors.toMap(number -> "X-Padding-" + number, number -> line));
        server.answer = request -> new Reply(200, head, "{\"id\":\"m\"}");

        assertThat(sender(HEAD + CALL, Map.of()).send(message("hi"))).isInstanceOf(DeliveryOutcome.Unknown.class);
    }

    @Test
    void adds_a_key_to_the_address_where_the_provider_wants_it_there() {
        send(HEAD + CALL + "auth: {query: {name: api_key, value: '{secret.key}'}}", Map.of("key", "a&b=c"));
        assertThat(server.received.get(0).path()).isEqualTo("/v1/send?api_key=a%26b%3Dc");
    }

    @Test
    void fetches_an_access_token_once_and_anew_when_it_ends_or_is_refused() {
        String definition = HEAD + CALL + """
                auth: {oauth2: {token-url: "https://login.acme.example/token", client-id: "{secret.id}",
                  client-secret: "{secret.key}", scope: send, follows-base-url: true}}
                """;
        server.answer = request -> request.path().equals("/token")
                ? Reply.of(200, """
                        {"access_token":"t%s","expires_in":60}""".formatted(server.received.size()))
                : Reply.of(200, """
                        {"id":"m"}""");
        HttpProvider sender = sender(definition, Map.of("id", "me", "key", "k"));
        assertThat(sender.send(message("hi"))).isEqualTo(new DeliveryOutcome.Accepted("acme", Optional.of("m")));
        sender.send(message("hi"));
        assertThat(server.received)
                .extracting(LoopbackServer.Received::path)
                .containsExactly("/token", "/v1/send", "/v1/send");
        assertThat(server.received.get(0).header("Authorization")).isEqualTo("Basic bWU6aw==");
        assertThat(server.received.get(0).body()).isEqualTo("grant_type=client_credentials&scope=send");
        assertThat(server.received.get(2).header("Authorization")).isEqualTo("Bearer t1");
        now = now.plusSeconds(31);
        sender.send(message("hi"));
        assertThat(server.received.get(4).header("Authorization")).isEqualTo("Bearer t4");
        server.answer = request -> Reply.of(401, "");
        assertThat(sender.send(message("hi")))
                .isEqualTo(new DeliveryOutcome.Deferred("authentication (401)", Optional.empty()));
        assertThat(sender.send(message("hi")))
                .isEqualTo(new DeliveryOutcome.Deferred("no access token (401)", Optional.empty()));
    }

    @Test
    void sends_the_headers_of_the_definition() {
        send(HEAD + CALL.replace("json:", "headers: {X-Tenant: blue, X-Id: '{id}'}, json:"), Map.of());
        assertThat(server.received.get(0).header("X-Tenant")).isEqualTo("blue");
        assertThat(server.received.get(0).header("X-Id")).isEqualTo("00000000-0000-0000-0000-000000000007");
    }

    @Test
    void escapes_values_in_xml() {
        String definition = HEAD + """
                request: {url: "https://api.acme.example/", xml: '<sms to="{to}"><text>{text}</text></sms>'}
                """;
        server.answer = request -> Reply.of(200, "<ok><id>x7</id></ok>");
        DeliveryOutcome outcome = sender(definition.replace("reference: /id", "reference: xml /ok/id"), Map.of())
                .send(message("a<b>&\"'\n\u0001é"));
        assertThat(server.received.get(0).body())
                .isEqualTo("<sms to=\"+4915112345678\"><text>a&lt;b&gt;&amp;&quot;&#39;&#10;é</text></sms>");
        assertThat(server.received.get(0).header("Content-Type")).isEqualTo("application/xml; charset=UTF-8");
        assertThat(outcome).isEqualTo(new DeliveryOutcome.Accepted("acme", Optional.of("x7")));
    }

    @Test
    void reads_no_file_that_an_answer_names() {
        server.answer = request -> Reply.of(
                200,
                "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><ok><id>&e;</id></ok>");
        assertThat(sender(HEAD.replace("reference: /id", "reference: xml /ok/id") + CALL, Map.of())
                        .send(message("hi")))
                .isEqualTo(new DeliveryOutcome.Accepted("acme", Optional.empty()));
    }

    @Test
    void looks_for_no_placeholder_in_a_value() {
        send(HEAD + CALL + "auth: {bearer: '{secret.key}'}", Map.of("key", "k"), "{secret.key} {to}");
        assertThat(server.received.get(0).body()).isEqualTo("""
                        {"to":"+4915112345678","text":"{secret.key} {to}"}""");
    }

    @Test
    void chooses_a_text_by_whether_the_message_needs_unicode() {
        String definition = HEAD
                + "request: {url: 'https://api.acme.example/', form: {to: '{to}', m: '{text}', t: '{unicode?u:g}'}}";
        send(definition, Map.of(), "hi");
        send(definition, Map.of(), "привет");
        assertThat(server.received.get(0).body()).endsWith("&t=g");
        assertThat(server.received.get(1).body()).endsWith("&t=u");
    }

    @Test
    void leaves_out_a_field_whose_value_is_not_there() {
        send(
                HEAD
                        + "request: {url: 'https://api.acme.example/', json: {to: '{to}', m: '{text}', tpl: '{templateId}'}}",
                Map.of());
        assertThat(server.received.get(0).body()).isEqualTo("""
                {"to":"+4915112345678","m":"hi"}""");
    }

    @Test
    void leaves_out_an_object_none_of_whose_members_has_a_value() {
        String definition =
                HEAD + "defaults: {a: '', b: ''}\nrequest: {url: 'https://api.acme.example/', json: {to: '{to}',"
                        + " m: '{text}', india: {dlt: {a: '{secret.a}', b: '{secret.b}'}}}}";
        send(definition, Map.of());
        send(definition, Map.of("b", "7"));
        assertThat(server.received.get(0).body()).isEqualTo("""
                {"to":"+4915112345678","m":"hi"}""");
        assertThat(server.received.get(1).body()).endsWith("""
                ,"india":{"dlt":{"b":"7"}}}""");
    }

    @Test
    void chooses_a_text_by_whether_there_is_a_value() {
        String definition = HEAD + "defaults: {a: ''}\nrequest: {url: 'https://api.acme.example/', form: {to: '{to}',"
                + " m: '{text}', n: '{secret.a?yes:}'}}";
        send(definition, Map.of());
        send(definition, Map.of("a", "7"));
        assertThat(server.received.get(0).body()).isEqualTo("to=%2B4915112345678&m=hi");
        assertThat(server.received.get(1).body()).isEqualTo("to=%2B4915112345678&m=hi&n=yes");
    }

    @Test
    void spells_the_code_of_a_text_that_is_read_out_and_leaves_out_what_browsers_read() {
        String definition = HEAD
                + "request: {url: 'https://api.acme.example/', json: {to: '{to}', m: '{textSpoken}', c: '{codeSpoken}'}}";
        HttpProvider sender = sender(definition, Map.of());
        sender.send(codeMessage("483920 is your code, not 4839201. Code: 483920.\n@id.example.org #483920", "en"));
        assertThat(server.received.get(0).body())
                .endsWith("\"m\":\"4, 8, 3, 9, 2, 0 is your code, not 4839201. Code: 4, 8, 3, 9, 2, 0.\","
                        + "\"c\":\"4, 8, 3, 9, 2, 0\"}");
        assertThat(sender.send(message("hi"))).isEqualTo(new DeliveryOutcome.Declined("provider words codes only"));
    }

    @Test
    void escapes_values_in_xml_that_stands_in_a_field() {
        String definition = HEAD + """
                request: {url: "https://api.acme.example/", form: {to: "{to}",
                  call: {xml: '<Say language="{language}">{textSpoken}</Say>'}}}
                """;
        send(definition, Map.of(), "</Say><Dial>+1900</Dial> & \"co\"");
        assertThat(URLDecoder.decode(server.received.get(0).body(), StandardCharsets.UTF_8))
                .isEqualTo("to=+4915112345678&call=<Say language=\"\">&lt;/Say&gt;&lt;Dial&gt;+1900&lt;/Dial&gt;"
                        + " &amp; &quot;co&quot;</Say>");
    }

    @Test
    void calls_a_language_what_the_provider_calls_it() {
        HttpProvider sender = sender(
                HEAD + "languages: {de: de-DE}\nrequest: {url: 'https://api.acme.example/', json: {to: '{to}',"
                        + " m: '{text}', l: '{language}'}}",
                Map.of());
        sender.send(codeMessage("hi", "de"));
        sender.send(codeMessage("hi", "pt-BR"));
        assertThat(server.received.get(0).body()).endsWith("\"l\":\"de-DE\"}");
        assertThat(server.received.get(1).body()).endsWith("\"l\":\"pt-BR\"}");
    }

    @Test
    void prefers_the_sender_and_the_values_of_a_rule_to_its_own() {
        HttpProvider sender = sender(
                HEAD
                        + "defaults: {kind: plain}\nrequest: {url: 'https://api.acme.example/{secret.region}', json: {to: '{to}',"
                        + " m: '{text}', f: '{from}', t: '{templateId}', k: '{secret.kind}'}}",
                Map.of("region", "us", "template-id", "t1"));
        sender.send(message("hi"));
        sender.send(message(
                "hi",
                new SenderProfile(
                        Optional.of("ACMEIN"),
                        Map.of("region", "in", "template-id", "t2", "kind", "dlt"),
                        Optional.empty())));
        assertThat(server.received.get(0).path()).isEqualTo("/us");
        assertThat(server.received.get(0).body()).endsWith("\"f\":\"Acme\",\"t\":\"t1\",\"k\":\"plain\"}");
        assertThat(server.received.get(1).path()).isEqualTo("/in");
        assertThat(server.received.get(1).body()).endsWith("\"f\":\"ACMEIN\",\"t\":\"t2\",\"k\":\"dlt\"}");
    }

    @Test
    void calls_the_address_of_a_rule_with_an_access_token_from_there() {
        try (LoopbackServer region = new LoopbackServer()) {
            region.answer = request -> request.path().equals("/token") ? Reply.of(200, """
                            {"access_token":"there","expires_in":60}""") : Reply.of(200, """
                            {"id":"m"}""");
            server.answer = request -> request.path().equals("/token") ? Reply.of(200, """
                            {"access_token":"here","expires_in":60}""") : Reply.of(200, """
                            {"id":"m"}""");
            HttpProvider sender = sender(HEAD + CALL + """
                    auth: {oauth2: {token-url: "https://login.acme.example/token", client-id: "{secret.id}",
                      client-secret: "{secret.key}", follows-base-url: true}}
                    """, Map.of("id", "me", "key", "k"));
            SenderProfile there = new SenderProfile(
                    Optional.empty(), Map.of(), Optional.of(region.uri().toString()));
            sender.send(message("hi"));
            sender.send(message("hi", there));
            sender.send(message("hi", there));
            sender.send(message("hi"));
            assertThat(server.received).hasSize(3);
            assertThat(server.received.get(2).header("Authorization")).isEqualTo("Bearer here");
            assertThat(region.received).hasSize(3);
            assertThat(region.received.get(2).header("Authorization")).isEqualTo("Bearer there");
        }
    }

    @Test
    void shows_the_host_of_a_rule_no_secret_that_is_meant_for_the_token_server() {
        HttpProvider sender = sender(HEAD + CALL + """
                auth: {oauth2: {token-url: "https://login.acme.invalid/token", client-id: "{secret.id}",
                  client-secret: "{secret.key}"}}
                """, Map.of("id", "me", "key", "k"));
        SenderProfile there = new SenderProfile(
                Optional.empty(), Map.of(), Optional.of(server.uri().toString()));
        assertThat(sender.send(message("hi", there)).reason()).startsWith("no access token");
        assertThat(sender.send(message("hi")).reason()).startsWith("no access token");
        assertThat(server.received).isEmpty();
    }

    @Test
    void names_the_value_of_a_rule_that_it_does_not_know() {
        HttpDefinition definition = HttpDefinitionReader.read(Place.root(
                "acme.yaml",
                HEAD
                        + "defaults: {region: eu}\nreceipts: {form: form, reference: id, state: s, delivered: d, failed: f,"
                        + " signature: {query: t, value: '{secret.token}'}}\n"
                        + CALL));
        assertThat(definition.unknownValue(SenderProfile.NONE)).isEmpty();
        assertThat(definition.unknownValue(values("region", "us"))).isEmpty();
        assertThat(definition.unknownValue(values("regio", "us"))).contains("regio");
        // A receipt does not say which rule it belongs to, so all rules share the value that verifies it.
        assertThat(definition.unknownValue(values("token", "x"))).contains("token");
    }

    private static SenderProfile values(String name, String value) {
        return new SenderProfile(Optional.empty(), Map.of(name, value), Optional.empty());
    }

    @Test
    void keeps_numbers_and_truth_values_what_they_are() {
        send(
                HEAD
                        + "request: {url: 'https://api.acme.example/', json: {to: ['{to}'], m: '{text}', n: 3, b: true, s: '3'}}",
                Map.of());
        assertThat(server.received.get(0).body()).isEqualTo("""
                        {"to":["+4915112345678"],"m":"hi","n":3,"b":true,"s":"3"}""");
    }

    @Test
    void sends_no_message_without_code_to_a_provider_that_words_codes_itself() {
        String definition = HEAD + "request: {url: 'https://api.acme.example/', json: {to: '{to}', c: '{code}'}}";
        assertThat(sender(definition, Map.of()).send(message("hi")))
                .isEqualTo(new DeliveryOutcome.Declined("provider words codes only"));
        assertThat(server.received).isEmpty();
    }

    @Test
    void defers_what_is_faster_than_the_provider_allows() {
        HttpProvider sender = sender(HEAD + CALL + "limits: {per-second: 2}", Map.of());
        assertThat(sender.send(message("1"))).isInstanceOf(DeliveryOutcome.Accepted.class);
        assertThat(sender.send(message("2"))).isInstanceOf(DeliveryOutcome.Accepted.class);
        assertThat(sender.send(message("3")))
                .isEqualTo(DeliveryOutcome.Deferred.busy("own limit of acme", Optional.of(Duration.ofMillis(500))));
        now = now.plusMillis(500);
        assertThat(sender.send(message("3"))).isInstanceOf(DeliveryOutcome.Accepted.class);
        assertThat(server.received).hasSize(3);
    }

    @Test
    void defers_a_message_when_a_secret_is_missing() {
        assertThat(sender(HEAD + CALL + "auth: {bearer: '{secret.key}'}", Map.of())
                        .send(message("hi")))
                .isEqualTo(new DeliveryOutcome.Deferred("credentials cannot be sent", Optional.empty()));
        assertThat(server.received).isEmpty();
    }

    @Test
    void knows_nothing_when_the_answer_that_decides_is_half_there() {
        server.answer = request -> Reply.of(200, "<html>");
        assertThat(sender(HEAD.replace("{status: 200}", "{status: 200, at: /state, is: taken}") + CALL, Map.of())
                        .send(message("hi")))
                .isEqualTo(new DeliveryOutcome.Unknown("unexpected answer (200)"));
    }

    @Test
    void follows_no_redirect() {
        server.answer = request -> new Reply(302, Map.of("Location", server.uri() + "/elsewhere"), "");
        assertThat(sender(HEAD + CALL, Map.of()).send(message("hi")))
                .isEqualTo(new DeliveryOutcome.Declined("redirect not followed (302)"));
        assertThat(server.received).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.1", "localhost", "10.1.2.3", "192.168.0.1", "169.254.169.254", "[::1]", "100.64.0.1"})
    void calls_no_private_address_unless_it_may(String host) {
        ProviderSettings settings = new ProviderSettings(
                "Acme",
                "",
                name -> Optional.empty(),
                Optional.of(URI.create("https://" + host)),
                false,
                Duration.ofSeconds(1),
                Duration.ofSeconds(2));
        assertThat(new HttpProvider(
                                HttpDefinitionReader.read(Place.root("acme.yaml", HEAD + CALL)),
                                settings,
                                Clock.systemUTC())
                        .send(message("hi")))
                .isEqualTo(new DeliveryOutcome.Deferred("private address refused", Optional.empty()));
    }

    @Test
    void hands_nothing_over_that_is_of_no_use_any_more() {
        WordedMessage late = Messages.sms(
                new OutboxMessageId(new UUID(0, 7)),
                new PhoneNumber("+4915112345678"),
                "hi",
                Optional.empty(),
                "",
                SenderProfile.NONE,
                Duration.ofNanos(1));
        assertThat(sender(HEAD + CALL, Map.of()).send(late))
                .isEqualTo(DeliveryOutcome.Deferred.busy("no time left", Optional.empty()));
        assertThat(server.received).isEmpty();
    }

    @Test
    void wants_tls_unless_private_addresses_are_allowed() {
        assertThatThrownBy(() -> new ProviderSettings(
                        "",
                        "",
                        name -> Optional.empty(),
                        Optional.of(URI.create("http://api.acme.example")),
                        false,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2)))
                .hasMessageStartingWith("base-url must be an https address");
    }

    @Test
    void tells_an_address_that_may_take_the_place_of_a_providers() {
        assertThat(ProviderSettings.isBaseUrl(URI.create("https://eu.acme.example"), false))
                .isTrue();
        assertThat(ProviderSettings.isBaseUrl(URI.create("http://eu.acme.example"), false))
                .isFalse();
        assertThat(ProviderSettings.isBaseUrl(URI.create("http://eu.acme.example"), true))
                .isTrue();
        assertThat(ProviderSettings.isBaseUrl(URI.create("eu.acme.example"), true))
                .isFalse();
    }

    @Test
    void prints_no_secret() {
        assertThat(new SenderProfile(Optional.of("Acme"), Map.of("key", "very-secret"), Optional.empty()).toString())
                .isEqualTo("SenderProfile[from=Acme]");
        assertThat(settings(Map.of("key", "very-secret")).toString()).doesNotContain("very-secret");
    }

    private void send(String definition, Map<String, String> values) {
        send(definition, values, "hi");
    }

    private void send(String definition, Map<String, String> values, String text) {
        assertThat(sender(definition, values).send(message(text))).isInstanceOf(DeliveryOutcome.Accepted.class);
    }

    private HttpProvider sender(String definition, Map<String, String> values) {
        Clock clock = new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
        return new HttpProvider(
                HttpDefinitionReader.read(Place.root("acme.yaml", definition)), settings(values), clock);
    }

    private ProviderSettings settings(Map<String, String> values) {
        return new ProviderSettings(
                "Acme",
                "https://id.example.org/api/v1/delivery/receipts/acme",
                name -> Optional.ofNullable(values.get(name)),
                Optional.of(server.uri()),
                true,
                Duration.ofSeconds(2),
                Duration.ofSeconds(10));
    }

    private static WordedMessage message(String text, SenderProfile profile) {
        return Messages.sms(
                new OutboxMessageId(new UUID(0, 7)),
                new PhoneNumber("+4915112345678"),
                text,
                Optional.empty(),
                "",
                profile,
                Duration.ofMinutes(5));
    }

    private static WordedMessage codeMessage(String text, String language) {
        return Messages.sms(
                new OutboxMessageId(new UUID(0, 7)),
                new PhoneNumber("+4915112345678"),
                text,
                Optional.of("483920"),
                language);
    }

    private static WordedMessage message(String text) {
        return Messages.sms(new OutboxMessageId(new UUID(0, 7)), new PhoneNumber("+4915112345678"), text);
    }
}
