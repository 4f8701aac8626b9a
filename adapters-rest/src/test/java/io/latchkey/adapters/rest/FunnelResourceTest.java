package io.latchkey.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.latchkey.application.delivery.Funnel;
import io.latchkey.application.delivery.ReadFunnelUseCase;
import io.latchkey.domain.delivery.Cost;
import io.latchkey.domain.delivery.FunnelRow;
import io.latchkey.domain.delivery.ProviderHealth;
import io.latchkey.domain.shared.Channel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class FunnelResourceTest extends ApiTest {
    private static final String FUNNEL = "/api/v1/delivery/funnel";

    private AtomicReference<Duration> given(FunnelRow... rows) {
        AtomicReference<Duration> asked = new AtomicReference<>();
        useCases.put(ReadFunnelUseCase.class, window -> {
            asked.set(window);
            return new Funnel(
                    Fixtures.NOW.minus(window),
                    Fixtures.NOW,
                    List.of(rows),
                    List.of(new Funnel.ProviderStatus(
                            "acme", ProviderHealth.State.HALF_OPEN, 0.5, Map.of("DE", 0.05))));
        });
        return asked;
    }

    private static FunnelRow sms(String country, long requested, long accepted, Optional<Cost> cost) {
        return new FunnelRow(
                new FunnelRow.Key("acme", country, Channel.SMS, "code-sign-in/de"),
                new FunnelRow.Counts(requested, accepted, accepted / 2, requested - accepted, accepted / 4),
                cost);
    }

    private Answer ask(String query) {
        return call("GET", FUNNEL + query)
                .header("Authorization", "Bearer " + OPERATOR_TOKEN)
                .send();
    }

    @Test
    void shows_what_became_of_messages_and_how_providers_stand() {
        AtomicReference<Duration> asked = given(sms("DE", 5, 4, Optional.of(new Cost(1_234_500, "EUR"))));
        Answer answer = ask("").isJson(200);
        assertThat(asked.get()).isEqualTo(Duration.ofHours(1));
        assertThat(answer.json().path("from").asText())
                .isEqualTo(Fixtures.NOW.minusSeconds(3600).toString());
        assertThat(answer.json().path("until").asText()).isEqualTo(Fixtures.NOW.toString());
        assertThat(answer.json().path("rows")).hasSize(1);
        assertThat(answer.json().path("rows").get(0).toString()).isEqualTo("""
                        {"provider":"acme","country":"DE","channel":"sms",\
                        "template":"code-sign-in/de","requested":5,"accepted":4,"delivered":2,\
                        "failed":1,"verified":1,"cost":{"amount":"1.234500","currency":"EUR"},\
                        "deliveryRate":0.5,"conversionRate":0.25}""");
        assertThat(answer.json().path("providers").toString()).isEqualTo("""
                        [{"provider":"acme","state":"half-open","share":0.5,\
                        "countries":{"DE":0.05}}]""");
    }

    @Test
    void sums_by_what_is_asked_for() {
        given(sms("DE", 5, 4, Optional.of(new Cost(40, "EUR"))), sms("FR", 9, 8, Optional.of(new Cost(80, "EUR"))));
        JsonNode rows =
                ask("?by=provider,channel&window=PT24H").isJson(200).json().path("rows");
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).path("provider").asText()).isEqualTo("acme");
        assertThat(rows.get(0).path("channel").asText()).isEqualTo("sms");
        assertThat(rows.get(0).path("country").isNull()).isTrue();
        assertThat(rows.get(0).path("template").isNull()).isTrue();
        assertThat(rows.get(0).path("requested").asInt()).isEqualTo(14);
        assertThat(rows.get(0).path("cost").path("amount").asText()).isEqualTo("0.000120");
        assertThat(ask("?by=").isJson(200).json().path("rows")).hasSize(1);
        assertThat(ask("?by=country").isJson(200).json().path("rows")).hasSize(2);
    }

    @Test
    void knows_no_rates_where_nothing_was_accepted_and_no_cost_without_a_price() {
        given(sms("DE", 3, 0, Optional.empty()));
        JsonNode row = ask("").isJson(200).json().path("rows").get(0);
        for (String member : List.of("cost", "deliveryRate", "conversionRate")) {
            assertThat(row.path(member).isNull()).as(member).isTrue();
        }
    }

    @Test
    void refuses_a_window_that_is_none() {
        given();
        for (String window : List.of("PT0S", "-PT1H", "PT24H1S", "1h", "")) {
            Answer answer = ask("?window=" + window).isProblem(400, "invalid-request");
            assertThat(answer.json().path("field").asText()).as(window).isEqualTo("window");
        }
        assertThat(ask("?window=PT90S").isJson(200).status()).isEqualTo(200);
    }

    @Test
    void refuses_what_messages_are_not_told_apart_by() {
        given();
        for (String by : List.of("colour", "provider,", "PROVIDER")) {
            Answer answer = ask("?by=" + by).isProblem(400, "invalid-request");
            assertThat(answer.json().path("field").asText()).as(by).isEqualTo("by");
        }
    }

    @Test
    void shows_nothing_to_who_is_not_the_operator() {
        given();
        for (String authorization : List.of("Bearer guess", "Bearer ", "Basic " + OPERATOR_TOKEN)) {
            Answer answer = call("GET", FUNNEL + "?window=nonsense")
                    .header("Authorization", authorization)
                    .send()
                    .isProblem(401, "operator-token-required");
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        }
        call("GET", FUNNEL).send().isProblem(401, "operator-token-required");
    }

    @Test
    void without_tokens_answers_everybody_or_nobody_as_the_mode_says() {
        given();
        operatorHasNoTokens(true);
        call("GET", FUNNEL).send().isProblem(404, "not-found");
        ask("").isProblem(404, "not-found");
        operatorHasNoTokens(false);
        call("GET", FUNNEL).send().isJson(200);
    }
}
