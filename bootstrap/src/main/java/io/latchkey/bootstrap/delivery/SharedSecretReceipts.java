package io.latchkey.bootstrap.delivery;

import io.latchkey.application.delivery.port.ReceiptAuthenticator;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/** Believes the one provider that shows the secret agreed on with it. */
public final class SharedSecretReceipts implements ReceiptAuthenticator {
    private final String provider;
    private final Optional<String> secret;

    /** @param secret empty when no receipts are expected */
    public SharedSecretReceipts(String provider, Optional<String> secret) {
        this.provider = provider;
        this.secret = secret;
    }

    @Override
    public boolean isAuthentic(String claimed, String credential) {
        return secret.filter(agreed -> MessageDigest.isEqual(bytes(agreed), bytes(credential)))
                .filter(agreed -> claimed.equals(provider))
                .isPresent();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
