package io.latchkey.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.delivery.PlainReceipt;
import io.latchkey.application.delivery.ReceiptCall;
import io.latchkey.application.delivery.ReceiptFate;
import io.latchkey.application.delivery.ReceiptOutcome;
import io.latchkey.application.delivery.Report;
import io.latchkey.application.delivery.TakeReceiptsUseCase;
import io.latchkey.domain.message.DeliveryState;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ReceiptResourceTest extends ApiTest {
    private static final String RECEIPTS = "/api/v1/delivery/receipts/acme";
    private static final String DELIVERED = """
        {"reference":"SM1","status":"delivered"}\
        """;

    /** Sets up a provider without a form of its own. */
    private void given() {
        given(call -> new ReceiptOutcome.NoOwnForm());
    }

    private void given(Function<ReceiptCall, ReceiptOutcome> ownForm) {
        useCases.put(TakeReceiptsUseCase.class, new Receipts(ownForm));
    }

    /** Has one message of one provider. */
    private record Receipts(Function<ReceiptCall, ReceiptOutcome> ownForm) implements TakeReceiptsUseCase {
        @Override
        public ReceiptOutcome take(ReceiptCall call) {
            return ownForm.apply(call);
        }

        @Override
        public ReceiptOutcome take(ReceiptCall call, PlainReceipt.Call plain) {
            ReceiptOutcome own = take(call);
            boolean isOurs = own.equals(new ReceiptOutcome.NoOwnForm())
                    || own.equals(new ReceiptOutcome.NotAuthentic()) && plain.isPlausible();
            return isOurs ? takePlain(call, plain) : own;
        }

        private static ReceiptOutcome takePlain(ReceiptCall call, PlainReceipt.Call plain) {
            PlainReceipt receipt = plain.body().get();
            if (!call.provider().equals("acme") || !plain.secret().equals("secret")) {
                return new ReceiptOutcome.NotAuthentic();
            }
            return receipt.equals(new PlainReceipt("SM1", DeliveryState.DELIVERED))
                    ? new ReceiptOutcome.Recorded()
                    : new ReceiptOutcome.UnknownMessage();
        }

        @Override
        public void report(String provider, Report report, List<String> otherNotations) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void drop(String provider, ReceiptFate fate) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int retryEarly() {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void records_what_the_provider_says() {
        given();
        assertThat(post(RECEIPTS, DELIVERED)
                        .header("Authorization", "Bearer secret")
                        .send()
                        .status())
                .isEqualTo(204);
    }

    @Test
    void refuses_a_receipt_of_a_stranger() {
        given();
        assertThat(post(RECEIPTS, DELIVERED).send().status()).isEqualTo(401);
        assertThat(post(RECEIPTS, DELIVERED)
                        .header("Authorization", "Bearer guess")
                        .send()
                        .status())
                .isEqualTo(401);
    }

    @Test
    void asks_for_another_try_while_the_message_is_unknown() {
        given();
        assertThat(post(RECEIPTS, """
            {"reference":"SM2","status":"failed"}\
            """)
                        .header("Authorization", "Bearer secret")
                        .send()
                        .status())
                .isEqualTo(404);
    }

    @Test
    void refuses_a_state_it_does_not_know() {
        given();
        assertThat(post(RECEIPTS, """
            {"reference":"SM1","status":"eaten"}\
            """)
                        .header("Authorization", "Bearer secret")
                        .send()
                        .status())
                .isEqualTo(400);
    }

    @Test
    void hands_on_a_call_in_the_providers_own_form_as_it_came() {
        AtomicReference<ReceiptCall> seen = new AtomicReference<>();
        given(call -> {
            seen.set(call);
            return new ReceiptOutcome.Taken();
        });
        byte[] form = "MessageSid=SM1&MessageStatus=delivered&To=%2B49".getBytes(StandardCharsets.UTF_8);
        Answer answer = call("POST", RECEIPTS + "?token=a%20b")
                .body("application/x-www-form-urlencoded", form)
                .header("X-Twilio-Signature", "c2ln")
                .send();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.bytes()).isEmpty();
        assertThat(seen.get().provider()).isEqualTo("acme");
        assertThat(seen.get().query()).isEqualTo("token=a%20b");
        assertThat(seen.get().headers()).containsEntry("x-twilio-signature", List.of("c2ln"));
        assertThat(seen.get().body()).isEqualTo(form);
    }

    @Test
    void refuses_a_call_whose_signature_is_not_the_providers() {
        given(call -> new ReceiptOutcome.NotAuthentic());
        call("POST", RECEIPTS)
                .body("application/x-www-form-urlencoded", new byte[] {'a'})
                .send()
                .isProblem(401, "receipt-refused");
        post(RECEIPTS, DELIVERED).send().isProblem(401, "receipt-refused");
        call("GET", RECEIPTS + "?id=1").send().isProblem(401, "receipt-refused");
    }

    @Test
    void takes_our_form_beside_the_providers_own() {
        given(call -> new ReceiptOutcome.NotAuthentic());
        assertThat(post(RECEIPTS, DELIVERED)
                        .header("Authorization", "Bearer secret")
                        .send()
                        .status())
                .isEqualTo(204);
    }

    @Test
    void refuses_what_is_not_in_the_providers_form() {
        given(call -> new ReceiptOutcome.Malformed());
        post(RECEIPTS, "[").send().isProblem(400, "receipt-malformed");
    }

    @Test
    void takes_a_receipt_in_the_address_and_answers_a_greeting() {
        given(call -> call.query().startsWith("hub")
                ? new ReceiptOutcome.Greeted("1158201444", "text/plain")
                : new ReceiptOutcome.Taken());
        assertThat(call("GET", RECEIPTS + "?id=1&status=DELIVRD").send().status())
                .isEqualTo(200);
        Answer greeted = call("GET", RECEIPTS + "?hub.challenge=1158201444").send();
        assertThat(greeted.status()).isEqualTo(200);
        assertThat(greeted.header("Content-Type")).startsWith("text/plain");
        assertThat(greeted.text()).isEqualTo("1158201444");
    }

    @Test
    void knows_no_receipt_in_the_address_of_a_provider_without_such_a_form() {
        given();
        call("GET", RECEIPTS + "?id=1").send().isProblem(404, "not-found");
    }

    @Test
    void takes_no_more_bytes_than_a_list_of_receipts_needs() {
        given(call -> new ReceiptOutcome.Taken());
        call("POST", RECEIPTS)
                .body("application/json", new byte[256 * 1024 + 1])
                .send()
                .isProblem(413, "body-too-large");
    }
}
