package io.latchkey.application.shared.port;

/**
 * Keys outside the database (HMAC-SHA-256). Each has an id and stays usable for a while after a newer key replaced it.
 * Each use has its own key, derived from the named one, so that a value made for one use is invalid for another.
 */
public interface SecretKeys {
    /** Id of the key for new values; 1 to 16 letters, digits or hyphens. */
    String currentId();

    /**
     * @param keyId an earlier answer of {@link #currentId()}
     * @return 32 bytes
     * @throws IllegalStateException when the key is no longer stored
     */
    byte[] mac(String keyId, Use use, byte[] message);

    /** Compares in constant time; false when the key is unknown. */
    boolean verify(String keyId, Use use, byte[] message, byte[] mac);

    /** Whether values made with this key are still accepted. */
    boolean isKnown(String keyId);

    /** The uses of a key. */
    enum Use {
        OTP_CODE,
        LINK_TOKEN,
        REFRESH_TOKEN
    }
}
