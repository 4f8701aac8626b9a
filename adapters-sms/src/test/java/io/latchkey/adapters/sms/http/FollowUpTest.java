package io.latchkey.adapters.sms.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.adapters.sms.check.HttpCheck;
import io.latchkey.adapters.sms.definition.InvalidDefinitionException;
import io.latchkey.adapters.sms.http.LoopbackServer.Received;
import io.latchkey.adapters.sms.http.LoopbackServer.Reply;
import io.latchkey.adapters.sms.provider.CheckResult;
import io.latchkey.adapters.sms.provider.ProviderSettings;
import io.latchkey.application.delivery.Report;
import io.latchkey.application.delivery.port.Enquiry;
import io.latchkey.application.delivery.port.UseReport;
import io.latchkey.application.testkit.MutableClock;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.SenderProfile;
import io.latchkey.domain.message.DeliveryState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Asks and tells a server about messages that it took. */
@Timeout(60)
class FollowUpTest {
    private static final String POLL = """
        auth: {bearer: "{secret.token}"}
        poll: {url: "https://api.acme.example/v1/messages/{reference}", query: {fields: status}, after: [PT15S, PT1M],
          state: [/status/code, /code], delivered: 200, failed: ["207", "211"], unconfirmed: 250,
          errors: {at: /status/code, bad-number: 211, permanent: 207}}
        """;
    private static final String FEEDBACK = """
        defaults: {feedback: ""}
        auth: {basic: {user: me, password: "{secret.token}"}}
        feedback: {url: "https://api.acme.example/v1/messages/{reference}/Feedback", form: {Outcome: confirmed, At: "{usedAt}",
          Text: "{usedAtText}"}, when: "{secret.feedback}"}
        """;

    private final LoopbackServer server = new LoopbackServer();

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpProvider open(String more, Map<String, String> values) {
        return Acme.open(Acme.definition(Acme.json("id: \"{id}\"", more)), server, values);
    }

    private Enquiry enquiry() {
        return open(POLL, Map.of("token", "t0ken")).enquiry().orElseThrow();
    }

    @Test
    void asks_for_one_message_as_the_call_with_the_message_is_made() {
        server.answer = request -> Reply.of(200, """
            {"status":{"code":200}}\
            """);
        assertThat(enquiry().ages()).containsExactly(Duration.ofSeconds(15), Duration.ofMinutes(1));
        assertThat(enquiry().ask("r/1 ?", SenderProfile.NONE)).contains(new Report("r/1 ?", DeliveryState.DELIVERED));
        Received request = server.received.get(0);
        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.path()).isEqualTo("/v1/messages/r%2F1%20%3F?fields=status");
        assertThat(request.header("Authorization")).isEqualTo("Bearer t0ken");
        assertThat(request.body()).isEmpty();
    }

    @Test
    void tells_final_states_from_steps_on_the_way() {
        server.answer = request -> Reply.of(200, """
            {"code":"%s"}\
            """.formatted(request.path().replaceAll(".*/([0-9]+)\\?.*", "$1")));
        assertThat(enquiry().ask("200", SenderProfile.NONE).map(Report::state)).contains(DeliveryState.DELIVERED);
        assertThat(enquiry().ask("207", SenderProfile.NONE).map(Report::state)).contains(DeliveryState.FAILED);
        assertThat(enquiry().ask("250", SenderProfile.NONE).map(Report::state)).contains(DeliveryState.ACCEPTED);
        assertThat(enquiry().ask("203", SenderProfile.NONE)).isEmpty();
    }

    @Test
    void reads_why_a_message_failed_as_an_answer_would_tell() {
        server.answer = request -> Reply.of(200, """
            {"status":{"code":211}}\
            """);
        assertThat(enquiry().ask("r", SenderProfile.NONE))
                .contains(new Report(
                        "r", DeliveryState.FAILED, Optional.of(new DeliveryOutcome.Rejected("bad-number (211)"))));
    }

    @ParameterizedTest
    @CsvSource({"404", "500", "302"})
    void learns_nothing_from_an_answer_that_is_no_success(int status) {
        server.answer = request -> Reply.of(status, """
            {"status":{"code":200}}\
            """);
        assertThat(enquiry().ask("r", SenderProfile.NONE)).isEmpty();
    }

    @Test
    void tells_that_a_code_was_used() {
        open(FEEDBACK, Map.of("token", "t0ken", "feedback", "true"))
                .useReport()
                .orElseThrow()
                .tell("SM1", SenderProfile.NONE, Instant.parse("2026-01-02T03:04:05.678Z"));
        Received request = server.received.get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/v1/messages/SM1/Feedback");
        assertThat(request.body())
                .isEqualTo("Outcome=confirmed&At=2026-01-02T03%3A04%3A05Z&Text=2026-01-02+03%3A04%3A05");
        assertThat(request.header("Authorization")).isEqualTo("Basic bWU6dDBrZW4=");
    }

    /** The routes of an operator may name accounts of their own; another account knows nothing of the message. */
    @Test
    void asks_and_tells_the_account_and_the_address_of_the_route() {
        LoopbackServer other = new LoopbackServer();
        SenderProfile profile = new SenderProfile(
                Optional.empty(),
                Map.of("token", "another", "feedback", "true"),
                Optional.of(other.uri().toString()));
        try (other) {
            other.answer = request -> Reply.of(200, """
                {"code":200}\
                """);
            assertThat(enquiry().ask("r", profile)).contains(new Report("r", DeliveryState.DELIVERED));
            UseReport report = open(FEEDBACK, Map.of("token", "t0ken", "feedback", "true"))
                    .useReport()
                    .orElseThrow();
            report.tell("SM1", profile, Acme.NOW);
            report.tell(
                    "SM1",
                    new SenderProfile(Optional.empty(), Map.of("feedback", "false"), Optional.empty()),
                    Acme.NOW);
            assertThat(other.received)
                    .extracting(request -> request.header("Authorization"))
                    .containsExactly("Bearer another", "Basic bWU6YW5vdGhlcg==");
        }
        assertThat(server.received).isEmpty();
    }

    @Test
    void leaves_half_of_the_providers_pace_to_messages() {
        server.answer = request -> Reply.of(200, "{\"id\":\"m\"}");
        HttpProvider provider = new HttpProvider(
                Acme.definition(Acme.json("id: \"{id}\"", POLL + "limits: {per-second: 4}\n")),
                new ProviderSettings(
                        "+4930123456",
                        "",
                        name -> Optional.of("t0ken"),
                        Optional.of(server.uri()),
                        true,
                        Duration.ofSeconds(2),
                        Duration.ofMillis(300)),
                Acme.CLOCK);
        for (int i = 0; i < 4; i++) {
            assertThat(provider.enquiry().orElseThrow().ask("r", SenderProfile.NONE))
                    .isEmpty();
        }
        assertThat(server.received).hasSize(2);
        assertThat(provider.send(Acme.message(Duration.ofMinutes(5))).outlook())
                .isEqualTo(DeliveryOutcome.Outlook.TAKEN);
        assertThat(provider.send(Acme.message(Duration.ofMinutes(5))).outlook())
                .isEqualTo(DeliveryOutcome.Outlook.TAKEN);
        assertThat(provider.send(Acme.message(Duration.ofMinutes(5))).outlook())
                .isEqualTo(DeliveryOutcome.Outlook.LATER);
    }

    @Test
    void warns_when_calls_begin_to_fail_and_not_at_each() {
        MutableClock clock = new MutableClock();
        HttpProvider provider = new HttpProvider(
                Acme.definition(Acme.json("id: \"{id}\"", POLL)),
                Acme.settings("acme", server.uri(), Map.of("token", "t0ken")),
                clock);
        Enquiry enquiry = provider.enquiry().orElseThrow();
        AtomicInteger status = new AtomicInteger(500);
        server.answer = request -> Reply.of(status.get(), "{}");
        try (LogRecords log = LogRecords.of(HttpProvider.class)) {
            for (int code : new int[] {500, 200, 503, 404, 200, 401, 200}) {
                status.set(code);
                assertThat(enquiry.ask("r", SenderProfile.NONE)).isEmpty();
            }
            clock.advance(Duration.ofMinutes(1));
            enquiry.ask("r", SenderProfile.NONE);
            status.set(404);
            enquiry.ask("r", SenderProfile.NONE);
            status.set(500);
            enquiry.ask("r", SenderProfile.NONE);
            assertThat(log.messages())
                    .containsExactly(
                            "acme could not be asked about messages: status 500",
                            "acme can be asked about messages again",
                            "acme could not be asked about messages: status 500");
        }
    }

    @Test
    void tells_nothing_where_the_operator_did_not_ask_for_it() {
        assertThat(open(FEEDBACK, Map.of("token", "t0ken")).useReport()).isEmpty();
        assertThat(open(FEEDBACK, Map.of("token", "t0ken", "feedback", "false")).useReport())
                .isEmpty();
        assertThat(open("", Map.of()).useReport()).isEmpty();
        assertThat(open("", Map.of()).enquiry()).isEmpty();
    }

    @Test
    void passes_its_own_check() {
        assertThat(HttpCheck.run(Acme.definition(Acme.json("id: \"{id}\"", POLL)), Map.of()))
                .allMatch(CheckResult::passed)
                .extracting(CheckResult::part)
                .contains("poll delivered", "poll failed", "poll of a step on the way");
        assertThat(HttpCheck.run(Acme.definition(Acme.json("id: \"{id}\"", FEEDBACK)), Map.of()))
                .allMatch(CheckResult::passed)
                .extracting(CheckResult::part)
                .contains("feedback after a code was used");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{reference} | all | poll must have {reference} in its address or its body",
                "after: [PT15S, PT1M] | after: [PT1M, PT15S] | poll.after must be at most 8 durations of more than"
                        + " zero, the shortest first",
                "after: [PT15S, PT1M] | after: PT0S | poll.after must be at most 8 durations of more than zero, the"
                        + " shortest first",
                "query: {fields: status} | form: {a: b} | poll must have no body with GET",
                "query: {fields: status} | form: {a: b}, json: {a: b}, method: POST | poll must have one of form and"
                        + " json, or none",
                "query: {fields: status} | method: DELETE | poll.method must be GET, POST or PUT",
                "query: {fields: status} | query: {to: '{to}'} | poll.query.to has the placeholder {to}, which is not"
                        + " known here",
                "at: /status/code | at: status | poll.errors.at must be a place in the answer"
            })
    void refuses_what_cannot_be_asked(String right, String wrong, String reason) {
        assertThatThrownBy(() -> Acme.definition(Acme.json("id: \"{id}\"", POLL).replace(right, wrong)))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void refuses_to_follow_messages_that_have_no_reference() {
        assertThatThrownBy(() -> Acme.definition(Acme.json("id: \"{id}\"", POLL).replace("reference: /id\n", "")))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessageContaining("must have the key reference, by which poll and feedback find a message");
    }
}
