package io.latchkey.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.delivery.RecordReceiptUseCase;
import io.latchkey.application.delivery.RecordReceiptUseCase.Receipt;
import io.latchkey.domain.delivery.DeliveryState;
import org.junit.jupiter.api.Test;

class ReceiptApiTest extends ApiTest {
    private static final String RECEIPTS = "/api/v1/delivery/receipts/acme";
    private static final String DELIVERED = "{\"reference\":\"SM1\",\"status\":\"delivered\"}";

    private static void given() {
        USE_CASES.put(RecordReceiptUseCase.class, (provider, credential, reference, state) -> {
            if (!provider.equals("acme") || !credential.equals("secret")) {
                return Receipt.NOT_AUTHENTIC;
            }
            return reference.equals("SM1") && state == DeliveryState.DELIVERED
                    ? Receipt.RECORDED
                    : Receipt.UNKNOWN_MESSAGE;
        });
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
        assertThat(post(RECEIPTS, "{\"reference\":\"SM2\",\"status\":\"failed\"}")
                        .header("Authorization", "Bearer secret")
                        .send()
                        .status())
                .isEqualTo(404);
    }

    @Test
    void refuses_a_state_it_does_not_know() {
        given();
        assertThat(post(RECEIPTS, "{\"reference\":\"SM1\",\"status\":\"eaten\"}")
                        .header("Authorization", "Bearer secret")
                        .send()
                        .status())
                .isEqualTo(400);
    }
}
