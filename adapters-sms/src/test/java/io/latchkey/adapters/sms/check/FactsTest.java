package io.latchkey.adapters.sms.check;

import static io.latchkey.adapters.sms.http.Bundled.definition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.adapters.sms.definition.Place;
import io.latchkey.adapters.sms.http.Answer;
import io.latchkey.adapters.sms.http.AnswerRules;
import io.latchkey.adapters.sms.http.HttpDefinitionReader;
import io.latchkey.adapters.sms.http.Selector;
import io.latchkey.adapters.sms.provider.CheckResult;
import io.latchkey.adapters.sms.provider.Definitions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares the bundled definitions with what their providers publish. */
class FactsTest {
    private static final String ACME = """
        name: acme
        channel: sms
        request: {url: "https://api.acme.example/v1/send", form: {to: "{to}", text: "{text}", key: "{secret.key}"}}
        accepted: {status: 200}
        reference: /id
        errors: {at: /code, bad-number: 17, opted-out: 18, throttled: http 429}
        receipts: {form: form, reference: id, state: state, delivered: ok, failed: [bad, gone], unconfirmed: lost,
          errors: {at: why, opted-out: stop}, signature: {hmac: sha256, key: "{secret.key}", over: "{body}", header: X-Sign}}
        """;
    private static final String FACTS =
            """
            verified:
              api: {title: "Acme: API reference", date: 2026-04}
            values: {key: k}
            calls:
              - {call: POST https://api.acme.example/v1/send, fields: [to, text, key, ttl], required: [to, text]}
            answers:
              - {status: 200, body: '{"id": "m1"}', reference: m1, means: accepted}
              - {status: 400, body: '{"code": {code}}', codes: {bad-number: 17, opted-out: 18, permanent: [19, 20]}}
              - {status: "{code}", codes: {throttled: 429, authentication: [401, 402], temporary: 500}}
              - {from: memory, status: 204, means: unknown}
            receipts:
              - {form: {id: m 1, state: "{code}"}, reference: m 1, codes: {delivered: ok, failed: [bad, gone], unconfirmed: lost}}
              - {form: {id: m1, state: bad, why: "{code}"}, codes: {failed opted-out: stop, failed: other}}
              - {form: {id: m1, state: on its way}, means: nothing}
            signatures:
              - {address: "https://id.example.org/r", headers: {X-Sign: SIGN}, body: id=m1&state=ok}
              - {address: "https://id.example.org/r", headers: {X-Sign: SIGN}, body: id=m2&state=ok, genuine: false}
            """.replace("SIGN", "d11e03f5683f2e362d3df215fb0f516b3732701abaa97853980ac48797bf8e4a");

    static List<String> names() {
        return Definitions.BUNDLED;
    }

    @ParameterizedTest
    @MethodSource("names")
    void agrees_with_every_fact_that_the_provider_publishes(String name) {
        Facts facts = facts(name);
        List<CheckResult> results = facts.compare(definition(name));
        assertThat(facts.facts().stream().filter(fact -> !fact.source().equals(Facts.MEMORY)))
                .as("facts with a document")
                .hasSizeGreaterThanOrEqualTo(facts.verification().equals("no") ? 0 : 6);
        assertThat(results)
                .hasSizeGreaterThanOrEqualTo(6)
                .allSatisfy(result ->
                        assertThat(result.passed()).as(result.toString()).isTrue());
    }

    /** An unknown outcome is sent again by another provider, so a provider's refusal must not become one. */
    @ParameterizedTest
    @MethodSource("names")
    void takes_a_code_that_nobody_listed_for_a_refusal_in_an_answer_of_success_too(String name) {
        AnswerRules rules = definition(name).answers();
        assertThat(facts(name).facts().stream()
                        .filter(Fact.OfAnswer.class::isInstance)
                        .map(Fact.OfAnswer.class::cast))
                .noneMatch(fact -> fact.told().status() < 300 && fact.meaning().equals("unknown"));
        if (rules.condition().isEmpty()) {
            // The status alone tells an acceptance.
            return;
        }
        assertThat(rules.errorAt()).isNotEmpty();
        for (Selector place : rules.errorAt()) {
            // Places in plain texts find digits alone, or words alone.
            List<Answer> answers = Stream.of("999999", "Nobody Listed")
                    .map(code -> Samples.document(Map.of(place, code))
                            .orElseGet(() -> rules.refusal().replace("{code}", code)))
                    .flatMap(body -> rules.accepted().stream()
                            .map(status -> new Answer(status, body.getBytes(StandardCharsets.UTF_8), Meanings.OWN_ID)))
                    .toList();
            assertThat(answers)
                    .as(place.toString())
                    .anyMatch(answer -> rules.classOf(answer).isPresent());
        }
    }

    /** A poll that nobody compared with its provider asks at the wrong address, or believes the wrong states, without a word. */
    @ParameterizedTest
    @MethodSource("names")
    void has_facts_about_every_state_that_a_poll_knows(String name) {
        Set<String> known = new TreeSet<>();
        definition(name).followUp().poll().ifPresent(poll -> {
            Stream.of(
                            poll.states().delivered(),
                            poll.states().failed(),
                            poll.states().unconfirmed())
                    .flatMap(List::stream)
                    .forEach(pattern -> known.add(pattern.text()));
            poll.reasons().forEach(rule -> rule.value().ifPresent(pattern -> known.add(pattern.text())));
        });
        List<Fact.OfPoll> facts = facts(name).facts().stream()
                .filter(Fact.OfPoll.class::isInstance)
                .map(Fact.OfPoll.class::cast)
                .toList();
        assertThat(facts).extracting(fact -> fact.told().code()).containsAll(known);
        assertThat(facts.stream().anyMatch(fact -> !fact.line().isEmpty())).isEqualTo(!known.isEmpty());
    }

    private static final String POLL = """
        poll: {url: "https://api.acme.example/v1/messages/{reference}", after: PT15S, state: /state, delivered: ok, failed: [bad, gone],
          unconfirmed: lost, errors: {at: /state, bad-number: gone}}
        """;
    private static final String POLLS = """
        polls:
          - call: GET https://api.acme.example/v1/messages/check-reference
            body: '{"state": "{code}"}'
            codes: {delivered: ok, failed: bad, failed bad-number: gone, unconfirmed: lost, nothing: queued}
          - {status: 404, body: '{"state": "ok"}', means: nothing}
        """;

    @Test
    void compares_polls_with_what_the_provider_answers() {
        assertThat(compare(ACME + POLL, FACTS + POLLS))
                .hasSize(26)
                .allSatisfy(result ->
                        assertThat(result.passed()).as(result.toString()).isTrue())
                .extracting(CheckResult::part)
                .contains("poll ok: delivered", "poll gone: failed bad-number", "poll: nothing");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        delivered: ok, failed: [bad, gone],    | delivered: [ok, queued], failed: [bad, gone],  | the definition makes it delivered
        bad-number: gone                       | permanent: gone                                | the definition makes it failed permanent
        unconfirmed: lost                      | unconfirmed: late                              | the definition makes it nothing
        /v1/messages/                          | /v2/messages/                                  | the definition makes the call GET https://api.acme.example/v2/messages/check-reference
        """)
    void fails_where_a_poll_disagrees(String part, String instead, String sentence) {
        String wrong = POLL.replace(part, instead);
        assertThat(wrong).isNotEqualTo(POLL);
        assertThat(compare(ACME + wrong, FACTS + POLLS))
                .filteredOn(result -> !result.passed())
                .extracting(CheckResult::detail)
                .anySatisfy(detail -> assertThat(detail).contains("disagrees: " + sentence + "; source: "));
        assertThat(compare(ACME, FACTS + POLLS))
                .filteredOn(result -> !result.passed())
                .hasSize(6)
                .extracting(CheckResult::detail)
                .allSatisfy(detail -> assertThat(detail).contains("the definition asks about no messages"));
    }

    @Test
    void fails_by_name_for_a_wrong_fact_about_a_bundled_definition() {
        String source = String.valueOf(facts("twilio").documents().get("errors"));
        String wrong = text("twilio").replace("throttled: 21611", "temporary: 21611");
        List<CheckResult> failures =
                FactsReader.read(Place.root("twilio.facts.yaml", wrong)).compare(definition("twilio")).stream()
                        .filter(result -> !result.passed())
                        .toList();
        assertThat(failures).singleElement().satisfies(failure -> {
            assertThat(failure.part()).isEqualTo("answer 400 21611: temporary");
            assertThat(failure.detail())
                    .matches(
                            "twilio.facts.yaml:[0-9]+: answers\\[1]\\.codes\\.temporary disagrees: the definition makes"
                                    + " it throttled; source: .*")
                    .endsWith(source);
        });
    }

    @Test
    void holds_a_definition_that_agrees_for_right() {
        assertThat(compare(ACME, FACTS))
                .hasSize(20)
                .allSatisfy(result ->
                        assertThat(result.passed()).as(result.toString()).isTrue())
                .extracting(CheckResult::part)
                .contains(
                        "call POST https://api.acme.example/v1/send",
                        "answer 400 17: bad-number",
                        "answer 402: authentication",
                        "receipt gone: failed",
                        "receipt stop: failed opted-out",
                        "signature of https://id.example.org/r: forged");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        bad-number: 17, | bad-number: 20, | 8: answers[1].codes.bad-number disagrees: the definition makes it permanent
        reference: m1, means | reference: m2, means | 7: answers[0] disagrees: the definition finds the reference m1 and not m2
        means: unknown | means: accepted | 10: answers[3] disagrees: the definition makes it unknown
        temporary: 500 | temporary: 403 | 9: answers[2].codes.temporary disagrees: the definition makes it permanent
        unconfirmed: lost | unconfirmed: gone | 12: receipts[0].codes.unconfirmed disagrees: the definition makes it failed
        opted-out: stop | bad-number: stop | 13: receipts[1].codes.failed bad-number disagrees: the definition makes it failed opted-out
        reference: m 1 | reference: m 2 | 12: receipts[0].codes.delivered disagrees: the definition finds the references [m 1] and not [m 2]
        state: on its way | state: ok | 14: receipts[2] disagrees: the definition makes it delivered
        , genuine: false | '' | 17: signatures[1] disagrees: the definition does not believe it
        m1&state=ok} | m1&state=ok, genuine: false} | 16: signatures[0] disagrees: the definition believes it
        call: POST | call: PUT | 5: calls[0] disagrees: the definition makes the call POST https://api.acme.example/v1/send
        text, key, ttl | text, ttl | 5: calls[0] disagrees: the definition sends [key], which the provider does not know
        required: [to, text] | required: [to, ttl] | 5: calls[0] disagrees: the definition does not send [ttl], which the provider requires
        required: [to, text] | headers: {X-Key: k} | 5: calls[0] disagrees: the definition sends another header X-Key
        """)
    void fails_by_file_line_and_name_where_a_fact_disagrees(String part, String instead, String sentence) {
        String wrong = FACTS.replace(part, instead);
        assertThat(wrong).isNotEqualTo(FACTS);
        assertThat(compare(ACME, wrong))
                .filteredOn(result -> !result.passed())
                .extracting(CheckResult::detail)
                .anySatisfy(detail -> assertThat(detail)
                        .startsWith("acme.facts.yaml:" + sentence)
                        .contains("; source: "));
    }

    @Test
    void fails_where_the_definition_is_what_is_wrong() {
        assertThat(compare(ACME.replace("bad-number: 17", "temporary: 17"), FACTS))
                .filteredOn(result -> !result.passed())
                .containsExactly(new CheckResult(
                        "answer 400 17: bad-number",
                        false,
                        "acme.facts.yaml:8: answers[1].codes.bad-number disagrees: the definition makes it temporary;"
                                + " source: Acme: API reference (2026-04)"));
    }

    @Test
    void tells_every_problem_of_a_facts_file_at_once() {
        String broken = """
            verified:
              api: {title: "Acme: API reference", date: yesterday}
              more: {title: "Acme: more"}
            answer: []
            """;
        assertThatThrownBy(() -> compare(ACME, broken))
                .satisfies(refused -> assertThat(refused.getMessage().lines())
                        .extracting(line -> line.replaceFirst(" (must|is) .*", ""))
                        .containsExactly(
                                "acme.facts.yaml:4: answer",
                                "acme.facts.yaml:2: verified.api.date",
                                "acme.facts.yaml:3: verified.more"));
        String careless = """
            verified: {a: {title: A, date: 2026}, b: {title: B, date: 2025-01-02}}
            answers:
              - {status: 200, means: accepted}
              - {from: c, status: 200, means: accepted}
              - {from: a, status: 20, means: accepted}
              - {from: a, status: 200, means: taken}
              - {from: a, status: 200, codes: {accepted: 1}}
              - {from: a, status: 200, body: "{code}", codes: {taken: 1}}
            receipts:
              - {from: b, form: {id: m1}, query: {id: m1}, means: delivered}
              - {from: b, form: {id: m1}, means: delivered, codes: {failed: 1}}
            signatures:
              - {from: b, address: x, at: noon}
            """;
        assertThatThrownBy(() -> compare(ACME, careless))
                .satisfies(refused -> assertThat(refused.getMessage().lines())
                        .containsExactly(
                                "acme.facts.yaml:3: answers[0] must have the key from",
                                "acme.facts.yaml:4: answers[1].from must be memory or a document of verified",
                                "acme.facts.yaml:5: answers[2].status must be an HTTP status, or \"{code}\"",
                                "acme.facts.yaml:6: answers[3].means must be one of accepted, unknown,"
                                        + " bad-number, opted-out, bounced, complained, throttled, message-throttled,"
                                        + " authentication, temporary, permanent",
                                "acme.facts.yaml:7: answers[4] must have {code} in its example when it has"
                                        + " codes, and only then",
                                "acme.facts.yaml:8: answers[5].codes.taken is no key known here; known are"
                                        + " accepted, authentication, bad-number, bounced, complained,"
                                        + " message-throttled, opted-out, permanent, temporary, throttled, unknown",
                                "acme.facts.yaml:10: receipts[0] must have one of form, query and body",
                                "acme.facts.yaml:11: receipts[1] must have one of means and codes",
                                "acme.facts.yaml:13: signatures[0].at must be an instant such as"
                                        + " 2026-01-02T03:04:05Z"));
    }

    @Test
    void tells_what_rests_on_memory() {
        Facts facts = FactsReader.read(Place.root("acme.facts.yaml", FACTS));
        assertThat(facts.verification()).isEqualTo("partly (1 of 20 facts from memory): Acme: API reference (2026-04)");
        String read = FACTS.replace("  - {from: memory, status: 204, means: unknown}\n", "");
        assertThat(FactsReader.read(Place.root("acme.facts.yaml", read)).verification())
                .isEqualTo("yes: Acme: API reference (2026-04)");
        Facts remembered = FactsReader.read(
                Place.root("acme.facts.yaml", "verified: no\nanswers: [{status: 200, means: accepted}]"));
        assertThat(remembered.verification()).isEqualTo("no");
    }

    private static String text(String name) {
        try (InputStream in = Definitions.class.getResourceAsStream("definitions/" + name + ".facts.yaml")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Facts facts(String name) {
        return FactsReader.read(Definitions.facts(name).orElseThrow());
    }

    private static List<CheckResult> compare(String definition, String facts) {
        return FactsReader.read(Place.root("acme.facts.yaml", facts))
                .compare(HttpDefinitionReader.read(Place.root("acme.yaml", definition)));
    }
}
