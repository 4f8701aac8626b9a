package io.latchkey.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.adapters.persistence.DatabaseSettings;
import io.latchkey.application.delivery.ReceiptCall;
import io.latchkey.application.delivery.ReceiptOutcome;
import io.latchkey.bootstrap.e2e.Await;
import io.latchkey.domain.message.DeliveryState;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.shared.PhoneNumber;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Two services on one database take receipts by the bundled definition of Plivo, whose signature covers an id and not the receipt. A third
 * one is the first after a restart.
 */
abstract class ReceiptNonceTests {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String TOKEN = "the token of the account";
    private static final String ADDRESS = "http://127.0.0.1:8080/api/v1/delivery/receipts/plivo";

    private final StubServer plivo = new StubServer();
    private final AtomicInteger messages = new AtomicInteger();
    private DatabaseSettings settings;
    private DeliveringService node;
    private DeliveringService other;

    /** Settings of a new, empty database. */
    abstract DatabaseSettings database();

    @BeforeEach
    void start() {
        plivo.on(
                "*", asked -> StubServer.Told.json("{\"message_uuid\":[\"uuid-" + messages.incrementAndGet() + "\"]}"));
        settings = database();
        node = service();
        other = service();
    }

    @AfterEach
    void stop() {
        node.close();
        other.close();
        plivo.close();
    }

    private DeliveringService service() {
        return new DeliveringService(
                settings,
                Map.of(
                        "latchkey.sms.provider", "plivo",
                        "latchkey.sms.from", "Latchkey",
                        "latchkey.providers.allow-private", "true",
                        "latchkey.providers.plivo.base-url", plivo.url(),
                        "latchkey.providers.plivo.auth-id", "me",
                        "latchkey.providers.plivo.auth-token", TOKEN),
                number -> "DE");
    }

    private DeliveryState state(OtpChallengeId challenge) {
        return node.service.useCases.otp.findCode.find(challenge).orElseThrow().delivery();
    }

    private OtpChallengeId sent(PhoneNumber reader) {
        OtpChallengeId challenge = node.request(reader);
        Await.until("a message that Plivo took", SOON, () -> state(challenge) == DeliveryState.ACCEPTED);
        return challenge;
    }

    private static ReceiptOutcome take(DeliveringService at, String nonce, String body) {
        return at.service.useCases.delivery.takeReceipts.take(new ReceiptCall(
                "plivo",
                Map.of(
                        "x-plivo-signature-v2-nonce", List.of(nonce),
                        "x-plivo-signature-v2", List.of(sign(ADDRESS + nonce))),
                "",
                body.getBytes(StandardCharsets.UTF_8)));
    }

    private static String sign(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(TOKEN.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    void a_captured_signature_with_another_body_is_believed_by_no_node_and_not_after_a_restart() {
        OtpChallengeId first = sent(DeliveringService.READER);
        OtpChallengeId second = sent(new PhoneNumber("+4915112345679"));
        String genuine = "MessageUUID=uuid-1&Status=delivered";
        assertThat(take(node, "n-1", genuine)).isEqualTo(new ReceiptOutcome.Taken());
        assertThat(state(first)).isEqualTo(DeliveryState.DELIVERED);
        String forged = "MessageUUID=uuid-2&Status=failed&ErrorCode=200";
        assertThat(take(node, "n-1", forged)).isEqualTo(new ReceiptOutcome.NotAuthentic());
        assertThat(take(other, "n-1", forged)).isEqualTo(new ReceiptOutcome.NotAuthentic());
        try (DeliveringService restarted = service()) {
            assertThat(take(restarted, "n-1", forged)).isEqualTo(new ReceiptOutcome.NotAuthentic());
        }
        assertThat(state(second)).isEqualTo(DeliveryState.ACCEPTED);
        // Plivo repeats what was not answered, to whichever node.
        assertThat(take(other, "n-1", genuine)).isEqualTo(new ReceiptOutcome.Taken());
        assertThat(take(other, "n-2", forged)).isEqualTo(new ReceiptOutcome.Taken());
        assertThat(state(second)).isEqualTo(DeliveryState.FAILED);
    }
}
