package io.latchkey.adapters.sms.dispatch;

import io.latchkey.application.delivery.port.ReceiptAuthenticator;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/** Accepts the single secret that the operator agreed on with providers. */
public final class SharedSecretReceipts implements ReceiptAuthenticator {
    private final Optional<String> agreed;

    /** @param agreed the secret; empty when no receipts are expected */
    public SharedSecretReceipts(Optional<String> agreed) {
        this.agreed = agreed;
    }

    @Override
    public boolean isAuthentic(String secret) {
        return agreed.filter(expected -> MessageDigest.isEqual(bytes(expected), bytes(secret)))
                .isPresent();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
