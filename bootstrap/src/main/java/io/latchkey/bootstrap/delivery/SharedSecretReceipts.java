package io.latchkey.bootstrap.delivery;

import io.latchkey.application.delivery.port.ReceiptAuthenticator;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Predicate;

/** Believes the providers that show the secret agreed on with them. */
public final class SharedSecretReceipts implements ReceiptAuthenticator {
    private final Predicate<String> isProvider;
    private final Optional<String> secret;

    /** @param secret empty when no receipts are expected */
    public SharedSecretReceipts(Predicate<String> isProvider, Optional<String> secret) {
        this.isProvider = isProvider;
        this.secret = secret;
    }

    @Override
    public boolean isAuthentic(String claimed, String credential) {
        return secret.filter(agreed -> MessageDigest.isEqual(bytes(agreed), bytes(credential)))
                .filter(agreed -> isProvider.test(claimed))
                .isPresent();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
