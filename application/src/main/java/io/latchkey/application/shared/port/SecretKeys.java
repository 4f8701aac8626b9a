package io.latchkey.application.shared.port;

/**
 * Keys that are not in the database (HMAC-SHA-256). Each has an id and stays usable for a while after a newer one took over. Every
 * use has a key of its own, derived from the named one, so that nothing made for one use is good for another.
 */
public interface SecretKeys {
    /** Id of the key that new things are made with; 1 to 16 letters, digits or hyphens. */
    String currentId();

    /**
     * @param keyId as {@link #currentId()} once answered
     * @return 32 bytes
     * @throws IllegalStateException when the key is no longer kept
     */
    byte[] mac(String keyId, Use use, byte[] message);

    /** Compares in constant time; false when the key is unknown. */
    boolean verify(String keyId, Use use, byte[] message, byte[] mac);

    /** Whether things made with this key are still honoured. */
    boolean isKnown(String keyId);

    /** What a key is used for. */
    enum Use {
        OTP_CODE,
        LINK_TOKEN,
        REFRESH_TOKEN
    }
}
