package io.latchkey.application.delivery.port;

/** Tells a provider's receipts from a stranger's. */
public interface ReceiptAuthenticator {
    /** False for a provider nobody expects receipts from; compares in constant time. */
    boolean isAuthentic(String provider, String credential);
}
