package io.latchkey.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The delivery funnel. It counts messages to Iceland, where no other scenario sends any. */
interface FunnelScenarios extends Scenarios {
    String FUNNEL = API + "/delivery/funnel";

    /** A scrape may show values that are 15 seconds old. */
    Duration LONGEST_READING = Duration.ofSeconds(60);

    private Visitor operator() {
        return visitor().bearer(Site.OPERATOR_TOKEN);
    }

    private String send(String phone) {
        return requestCode(visitor(), "custom:funnel", phone).expect(202).get("id");
    }

    private void report(String phone, String state) {
        JsonNode sent = visitor()
                .get("/dev/inbox/messages?to=" + phone.replace("+", "%2B"))
                .expect(200)
                .json();
        visitor()
                .with("X-Receipt-Token", Site.RECEIPT_SECRET)
                .post(
                        API + "/delivery/receipts/" + Site.PRICED_PROVIDER,
                        "id",
                        "sms-" + sent.get(0).path("id").asText(),
                        "state",
                        state)
                .expect(200);
    }

    private Optional<JsonNode> toIceland(String query) {
        return StreamSupport.stream(
                        operator()
                                .get(FUNNEL + query)
                                .expect(200)
                                .json()
                                .path("rows")
                                .spliterator(),
                        false)
                .filter(row -> row.path("country").asText().equals("IS"))
                .findFirst();
    }

    /** The value with these labels at /metrics; empty while there is none. */
    private Optional<Double> metric(String name, String... labels) {
        return visitor()
                .get("/metrics")
                .expect(200)
                .text()
                .lines()
                .filter(line -> line.startsWith(name + (labels.length == 0 ? " " : "{"))
                        && Arrays.stream(labels).allMatch(line.substring(0, line.lastIndexOf('}') + 1)::contains))
                .map(line -> Double.valueOf(line.substring(line.lastIndexOf(' '))))
                .findFirst();
    }

    @Test
    default void the_funnel_and_the_metrics_tell_what_became_of_messages() {
        List<String> phones = List.of("+3546110001", "+3546110002", "+3546110003");
        String refused = "+3546110004";
        Site.POST.refuse(refused);
        String refusedId = send(refused);
        String first = send(phones.get(0));
        send(phones.get(1));
        send(phones.get(2));
        String code = site().nextCode(phones.get(0));
        site().nextCode(phones.get(1));
        site().nextCode(phones.get(2));
        report(phones.get(0), "delivered");
        report(phones.get(1), "delivered");
        report(phones.get(2), "lost");
        verify(visitor(), first, code).expect(200);
        Await.until(
                "the refused message failed",
                Duration.ofSeconds(20),
                () -> visitor()
                        .get(API + "/otp/" + refusedId)
                        .expect(200)
                        .get("delivery")
                        .equals("failed"));

        JsonNode row = Await.until(
                "receipts and codes are counted",
                Duration.ofSeconds(20),
                () -> toIceland("")
                        .filter(counted -> counted.path("delivered").asInt() == 2
                                && counted.path("failed").asInt() == 2
                                && counted.path("verified").asInt() == 1));
        assertThat(row.path("provider").asText()).isEqualTo(Site.PRICED_PROVIDER);
        assertThat(row.path("channel").asText()).isEqualTo("sms");
        assertThat(row.path("template").asText()).isEqualTo("code-custom/en");
        assertThat(row.path("requested").asInt()).isEqualTo(4);
        assertThat(row.path("accepted").asInt()).isEqualTo(3);
        assertThat(row.path("cost").path("amount").asText()).isEqualTo("0.240000");
        assertThat(row.path("cost").path("currency").asText()).isEqualTo("EUR");
        assertThat(row.path("deliveryRate").asDouble()).isEqualTo(2 / 3.0);
        assertThat(row.path("conversionRate").asDouble()).isEqualTo(1 / 3.0);
        JsonNode byCountry = toIceland("?by=country&window=PT10M").orElseThrow();
        assertThat(byCountry.path("provider").isNull()).isTrue();
        assertThat(byCountry.path("requested").asInt()).isEqualTo(4);
        assertThat(operator().get(FUNNEL).expect(200).json().path("providers").findValuesAsText("provider"))
                .contains(Site.PRICED_PROVIDER);

        String messages = "latchkey_delivery_messages";
        String[] kind = {"provider=\"priced\"", "country=\"IS\"", "channel=\"sms\"", "template=\"code-custom/en\"", ""};
        Await.until("/metrics shows the code that was given back", LONGEST_READING, () -> {
            kind[4] = "stage=\"verified\"";
            return metric(messages, kind).filter(count -> count == 1).isPresent();
        });
        List<String> stages = List.of("requested", "accepted", "delivered", "failed", "verified");
        assertThat(stages.stream().map(stage -> {
                    kind[4] = "stage=\"" + stage + "\"";
                    return metric(messages, kind).orElseThrow();
                }))
                .containsExactly(4.0, 3.0, 2.0, 2.0, 1.0);
        kind[4] = "currency=\"EUR\"";
        assertThat(metric("latchkey_delivery_cost", kind)).contains(0.24);
        assertThat(metric("latchkey_delivery_share", kind[0])).contains(1.0);
        assertThat(metric("latchkey_delivery_provider_open", kind[0])).contains(0.0);
        assertThat(metric("latchkey_delivery_age_seconds").orElseThrow()).isBetween(0.0, 60.0);
    }

    @Test
    default void the_funnel_is_the_operators_alone() {
        assertThat(visitor()
                        .get(FUNNEL)
                        .expectProblem(401, "operator-token-required")
                        .header("WWW-Authenticate"))
                .hasValue("Bearer");
        visitor().bearer("a guess").get(FUNNEL).expectProblem(401, "operator-token-required");
        signedIn().visitor().get(FUNNEL).expectProblem(401, "operator-token-required");
        assertThat(operator().get(FUNNEL).expect(200).header("Cache-Control")).hasValue("no-store");
        operator().get(FUNNEL + "?window=PT25H").expectFault("window");
        operator().get(FUNNEL + "?by=colour").expectFault("by");
    }
}
