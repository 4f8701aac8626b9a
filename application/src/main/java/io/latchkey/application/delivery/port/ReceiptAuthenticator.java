package io.latchkey.application.delivery.port;

/** Knows the secret that providers without a form of their own show with their receipts. */
@FunctionalInterface
public interface ReceiptAuthenticator {
    /** Whether this is the secret; always false when none is agreed on. Compares in constant time. */
    boolean isAuthentic(String secret);
}
