package io.latchkey.adapters.sms.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.adapters.sms.definition.InvalidDefinitionException;
import io.latchkey.application.delivery.ReceiptCall;
import io.latchkey.application.delivery.Report;
import io.latchkey.application.delivery.port.ReceiptReader.Reading;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.ProviderSign;
import io.latchkey.domain.delivery.SuppressionCause;
import io.latchkey.domain.message.DeliveryState;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What receipts may do, by how they are proven. */
class ReceiptTrustTest {
    private static final URI NOWHERE = URI.create("https://nowhere.example.org");

    private static HttpReceiptReader reader(String receipts, String signature) {
        HttpDefinition definition = Acme.definition(Acme.json("x: 1", """
            defaults: {key: ""}
            receipts: {form: form, reference: id, state: s, delivered: d, failed: f, %s
              signature: %s}
            """.formatted(receipts, signature)));
        return new HttpReceiptReader(
                definition,
                Acme.settings("acme", NOWHERE, Map.of("key", "t0ken")),
                Clock.fixed(Acme.NOW, ZoneOffset.UTC));
    }

    private static Optional<DeliveryOutcome> cause(HttpReceiptReader reader, String body) {
        ReceiptCall call = new ReceiptCall(
                "acme", Map.of("x-token", List.of("t0ken")), "token=t0ken", body.getBytes(StandardCharsets.UTF_8));
        return FirstUse.read(reader, call)
                .orElseThrow()
                .fold(
                        receipts -> receipts.reports().get(0),
                        greeting -> new Report("", DeliveryState.DELIVERED),
                        notAuthentic -> new Report("", DeliveryState.DELIVERED),
                        malformed -> new Report("", DeliveryState.DELIVERED))
                .cause();
    }

    @ParameterizedTest
    @CsvSource({"opted-out, OPTED_OUT", "bounced, BOUNCED", "complained, COMPLAINED"})
    void closes_a_channel_by_a_header_and_never_by_a_token_in_the_address(String name, SuppressionCause cause) {
        String errors = "errors: {at: e, " + name + ": 21}, complained: spam,";
        HttpReceiptReader inHeader = reader(errors, "{header: X-Token, value: '{secret.key}'}");
        HttpReceiptReader inAddress = reader(errors, "{query: token, value: '{secret.key}'}");
        assertThat(cause(inHeader, "id=1&s=f&e=21").flatMap(DeliveryOutcome::lasting))
                .contains(cause);
        assertThat(cause(inHeader, "id=1&s=spam").flatMap(DeliveryOutcome::lasting))
                .contains(SuppressionCause.COMPLAINED);
        // The message itself ends as before: no provider of this channel gets it.
        assertThat(cause(inAddress, "id=1&s=f&e=21")).hasValueSatisfying(outcome -> {
            assertThat(outcome.lasting()).isEmpty();
            assertThat(outcome.outlook()).isEqualTo(DeliveryOutcome.Outlook.OTHER_CHANNEL);
            assertThat(outcome.reason()).startsWith(name);
        });
        assertThat(cause(inAddress, "id=1&s=spam"))
                .hasValueSatisfying(outcome -> assertThat(outcome.lasting()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"authentication", "temporary", "throttled"})
    void tells_of_the_account_by_a_header_and_never_by_a_token_in_the_address(String name) {
        String errors = "errors: {at: e, " + name + ": 21},";
        assertThat(cause(reader(errors, "{header: X-Token, value: '{secret.key}'}"), "id=1&s=f&e=21")
                        .map(DeliveryOutcome::sign))
                .contains(name.equals("throttled") ? ProviderSign.BUSY : ProviderSign.FAILING);
        assertThat(cause(reader(errors, "{query: token, value: '{secret.key}'}"), "id=1&s=f&e=21"))
                .hasValueSatisfying(outcome -> {
                    assertThat(outcome.sign()).isEqualTo(ProviderSign.WORKING);
                    assertThat(outcome.reason()).isEqualTo(name + " (21)");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "errors: {at: e, opted-out: 21},",
                "errors: {at: e, bounced: 21},",
                "errors: {at: e, complained: 21},",
                "complained: spam,"
            })
    void refuses_a_definition_that_lets_anybody_close_channels(String receipts) {
        assertThatThrownBy(() -> reader(receipts, "none"))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessageContaining("receipts.signature must not be none beside complained or errors of the classes");
    }

    @Test
    void takes_other_reasons_without_a_signature() {
        assertThat(cause(reader("errors: {at: e, bad-number: 21},", "none"), "id=1&s=f&e=21"))
                .contains(new DeliveryOutcome.Rejected("bad-number (21)"));
    }

    /** Microsoft, "Endpoint validation with Event Grid event schema". */
    private static final String VALIDATION = """
        [{"id": "2d1781af-3a4c-4d7c-bd0c-e34b19da4e66", "topic": "/subscriptions/x", "subject": "",
          "data": {"validationCode": "512d38b6-c7b8-40c8-89fe-f46f9e9622b6", "validationUrl": "https://rp-eastus2.eventgrid.azure.net"},
          "eventType": "Microsoft.EventGrid.SubscriptionValidationEvent", "eventTime": "2018-01-25T22:12:19.4556811Z",
          "metadataVersion": "1", "dataVersion": "1"}]
        """;

    @ParameterizedTest
    @CsvSource({"token=t0ken, true", "token=other, false", "'', false"})
    void answers_event_grid_with_its_code_once_the_token_is_proven(String query, boolean isAnswered) {
        HttpReceiptReader reader = new HttpReceiptReader(
                Bundled.definition("azure-communication"),
                Acme.settings("azure-communication", NOWHERE, Map.of("receipt-token", "t0ken")),
                Clock.fixed(Acme.NOW, ZoneOffset.UTC));
        ReceiptCall call = new ReceiptCall(
                "azure-communication",
                Map.of("aeg-event-type", List.of("SubscriptionValidation")),
                query,
                VALIDATION.getBytes(StandardCharsets.UTF_8));
        assertThat(FirstUse.read(reader, call))
                .contains(
                        isAnswered
                                ? new Reading.Greeting(
                                        "{\"validationResponse\":\"512d38b6-c7b8-40c8-89fe-f46f9e9622b6\"}",
                                        "application/json")
                                : new Reading.NotAuthentic());
    }

    @Test
    void refuses_a_question_in_the_body_of_a_form() {
        assertThatThrownBy(() -> reader("handshake: {at: /0/code, answer: code},", "none"))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessageContaining("receipts.handshake must have the key at with form: json only");
    }
}
