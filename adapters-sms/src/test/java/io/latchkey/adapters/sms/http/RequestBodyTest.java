package io.latchkey.adapters.sms.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.domain.delivery.DeliveryOutcome;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class RequestBodyTest {
    private final LoopbackServer server = new LoopbackServer();

    @AfterEach
    void stop() {
        server.close();
    }

    private String sent(HttpDefinition definition, Map<String, String> values, Duration timeLeft) {
        assertThat(Acme.open(definition, server, values).send(Acme.message(timeLeft)))
                .isInstanceOf(DeliveryOutcome.Accepted.class);
        return server.received.get(server.received.size() - 1).body();
    }

    private String members(String members, Map<String, String> values, Duration timeLeft) {
        String body = sent(Acme.definition(Acme.json(members, "")), values, timeLeft);
        return body.substring(body.indexOf("\"hi\"") + 4);
    }

    @Test
    void tells_how_long_the_code_is_good() {
        assertThat(members(
                        "s: '{secondsLeft}', ms: '{millisLeft}', at: '{expiresAt}'",
                        Map.of(),
                        Duration.ofMillis(90_500)))
                .isEqualTo("""
                        ,"s":"90","ms":"90500","at":"2026-01-02T03:05:36.178Z"}""");
    }

    @ParameterizedTest
    @CsvSource({"4, 5", "5, 5", "600, 600", "36001, 36000"})
    void keeps_to_the_bounds_of_the_provider(int secondsLeft, int told) {
        assertThat(members("s: '{secondsLeft:5..36000}'", Map.of(), Duration.ofSeconds(secondsLeft)))
                .isEqualTo(",\"s\":\"" + told + "\"}");
    }

    @Test
    void writes_numbers_and_truth_values_of_placeholders_as_such() {
        String members =
                "n: !number '{secondsLeft:5..60}', b: !boolean '{unicode?true:false}', x: !number '{secret.price}',"
                        + " gone: !number '{secret.none}'";
        String definition = Acme.json(members, "defaults: {none: ''}");
        String body = sent(Acme.definition(definition), Map.of("price", "0.05"), Duration.ofSeconds(30));
        assertThat(body).endsWith("""
                ,"n":30,"b":false,"x":0.05}""");
    }

    @Test
    void leaves_out_a_list_of_which_nothing_has_a_value() {
        String members = "l: ['{secret.none}', {a: '{secret.none}'}], m: ['{secret.none}', 'x']";
        String definition = Acme.json(members, "defaults: {none: ''}");
        assertThat(sent(Acme.definition(definition), Map.of(), Duration.ofSeconds(30)))
                .endsWith("""
                ,"m":["x"]}""");
    }

    @Test
    void sends_nothing_when_a_value_is_no_number() {
        HttpProvider provider = Acme.open(
                Acme.definition(Acme.json("x: !number '{secret.price}'", "")), server, Map.of("price", "much"));
        assertThat(provider.send(Acme.message(Duration.ofSeconds(30))))
                .isEqualTo(new DeliveryOutcome.Deferred("credentials cannot be sent", Optional.empty()));
        assertThat(server.received).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "s: '{secondsLeft:9..5}' | of which the first is the greater",
                "s: '{to:1..5}' | which is no number",
                "s: !number 'x{secondsLeft}' | must be one placeholder after !number",
                "s: !float '{secondsLeft}' | has the tag !float; known are !number and !boolean",
                "s: '{ttl}' | has the placeholder {ttl}, which is not known here"
            })
    void refuses_what_it_cannot_mean(String members, String reason) {
        assertThatThrownBy(() -> Acme.definition(Acme.json(members, "")))
                .hasMessageStartingWith("acme.yaml:5: request.json.s")
                .hasMessageContaining(reason);
    }

    @Test
    void refuses_a_tag_where_there_are_no_types() {
        String form = Acme.json("s: !number '{secondsLeft}'", "").replace("json: {", "form: {");
        assertThatThrownBy(() -> Acme.definition(form)).hasMessageContaining("must have no tag");
    }

    @Test
    void sends_one_of_several_fields() {
        String json = Acme.json("pool: '{secret.pool}', src: '{from}'", "defaults: {pool: ''}")
                .replace("\naccepted", "\n  one-of: [pool, src]\naccepted");
        assertThat(sent(Acme.definition(json), Map.of(), Duration.ofSeconds(30)))
                .endsWith(",\"src\":\"+4930123456\"}");
        assertThat(sent(Acme.definition(json), Map.of("pool", "p"), Duration.ofSeconds(30)))
                .endsWith(",\"pool\":\"p\"}");
        String form = json.replace("json: {", "form: {");
        assertThat(sent(Acme.definition(form), Map.of(), Duration.ofSeconds(30)))
                .endsWith("&src=%2B4930123456");
        assertThat(sent(Acme.definition(form), Map.of("pool", "p"), Duration.ofSeconds(30)))
                .endsWith("&pool=p");
        assertThatThrownBy(() -> Acme.definition(json.replace("[pool, src]", "[pool, source]")))
                .hasMessageStartingWith("acme.yaml:6: request.one-of[1] must name a field");
        assertThatThrownBy(() -> Acme.definition(json.replace("[pool, src]", "pool")))
                .hasMessageContaining("must be a list of two fields or more");
    }

    /** What each provider documents as the life of a message; the code is good for another 10 minutes. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "twilio | &ValidityPeriod=600&",
                "twilio-voice | &Timeout=60&",
                "vonage | &ttl=600000",
                "plivo | ,\"message_expiry\":600",
                "sinch | ,\"expire_at\":\"2026-01-02T03:14:05.678Z\"",
                "infobip | {\"validityPeriod\":{\"amount\":600,\"timeUnit\":\"SECONDS\"}",
                "aws-end-user-messaging | ,\"TimeToLive\":600"
            })
    void tells_each_provider_that_wants_to_know_it(String name, String field) {
        HttpDefinition definition = Bundled.definition(name);
        Map<String, String> values = new HashMap<>();
        definition.facts().required().forEach(value -> values.put(value, "x"));
        Acme.open(definition, server, values).send(Acme.message(Duration.ofMinutes(10)));
        assertThat(server.received.get(0).body() + "&").contains(field);
    }

    @Test
    void sends_plivo_a_pool_of_numbers_or_a_sender_but_not_both() {
        Map<String, String> account = Map.of("auth-id", "MA", "auth-token", "t");
        HttpDefinition plivo = Bundled.definition("plivo");
        Acme.open(plivo, server, account).send(Acme.message(Duration.ofMinutes(10)));
        Map<String, String> pooled = new HashMap<>(account);
        pooled.put("powerpack-uuid", "86bb");
        Acme.open(plivo, server, pooled).send(Acme.message(Duration.ofMinutes(10)));
        assertThat(server.received.get(0).body())
                .contains("\"src\":\"+4930123456\"")
                .doesNotContain("powerpack");
        assertThat(server.received.get(1).body())
                .contains("\"powerpack_uuid\":\"86bb\"")
                .doesNotContain("\"src\"");
    }

    @Test
    void shows_amazon_the_session_token_of_a_role_and_signs_it() {
        for (String name : new String[] {"aws-sns", "aws-end-user-messaging"}) {
            Map<String, String> role =
                    new HashMap<>(Map.of("access-key", "A", "secret-key", "s", "region", "eu-west-1"));
            Acme.open(Bundled.definition(name), server, role).send(Acme.message(Duration.ofMinutes(10)));
            assertThat(server.received.get(0).header("X-Amz-Security-Token")).isEmpty();
            role.put("session-token", "FwoGZXIvYXdz");
            Acme.open(Bundled.definition(name), server, role).send(Acme.message(Duration.ofMinutes(10)));
            assertThat(server.received.get(1).header("X-Amz-Security-Token")).isEqualTo("FwoGZXIvYXdz");
            assertThat(server.received.get(1).header("Authorization")).contains(";x-amz-security-token");
            server.received.clear();
        }
    }

    @Test
    void asks_providers_to_keep_no_text() {
        assertThat(sent(
                        Bundled.definition("twilio"),
                        Map.of(
                                "account-sid",
                                "AC1",
                                "auth-token",
                                "t",
                                "content-retention",
                                "discard",
                                "address-retention",
                                "obfuscate"),
                        Duration.ofMinutes(10)))
                .endsWith("&ContentRetention=discard&AddressRetention=obfuscate");
        assertThat(sent(
                        Bundled.definition("plivo"),
                        Map.of("auth-id", "MA", "auth-token", "t"),
                        Duration.ofMinutes(10)))
                .contains("\"log\":false");
    }
}
