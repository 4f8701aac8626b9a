package io.latchkey.adapters.platform.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The operator's secrets: the current one and its predecessors. Every key of the product is derived from them, one key
 * per use. So an operator has one value to keep (NIST SP 800-108, counter mode with HMAC-SHA-256, one block).
 */
public final class MasterSecrets {
    /** Shortest secret accepted, in characters. */
    public static final int SHORTEST = 32;

    private static final String HMAC = "HmacSHA256";
    private static final Mac PROTOTYPE = prototype();

    private final String currentId;
    private final Map<String, byte[]> secretsById = new LinkedHashMap<>();

    /**
     * Takes the operator's secrets.
     *
     * @param current secret for new values
     * @param previous secrets that older values may still depend on, newest first
     * @throws IllegalArgumentException when one is shorter than 32 characters
     */
    public MasterSecrets(String current, List<String> previous) {
        this.currentId = add(current);
        previous.forEach(this::add);
    }

    private String add(String secret) {
        if (secret.length() < SHORTEST) {
            throw new IllegalArgumentException("must be at least " + SHORTEST + " characters long");
        }
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        String id = HexFormat.of().formatHex(hmac(bytes, "latchkey key id".getBytes(StandardCharsets.US_ASCII)), 0, 4);
        secretsById.putIfAbsent(id, bytes);
        return id;
    }

    /** Id of the current secret: eight hexadecimal digits. The secret cannot be learned from it. */
    public String currentId() {
        return currentId;
    }

    /** Whether the secret with this id is still known. */
    public boolean keeps(String secretId) {
        return secretsById.containsKey(secretId);
    }

    /**
     * Derives a 32-byte key for one use.
     *
     * @return empty when the secret is no longer known
     */
    public Optional<byte[]> deriveKey(String secretId, String use) {
        return Optional.ofNullable(secretsById.get(secretId))
                .map(secret -> hmac(secret, ("latchkey v1 " + use).getBytes(StandardCharsets.US_ASCII)));
    }

    /** Derives a 32-byte key for one use from the current secret. */
    public byte[] deriveCurrentKey(String use) {
        return deriveKey(currentId, use).orElseThrow();
    }

    static byte[] hmac(byte[] key, byte[] message) {
        try {
            Mac mac = newMac();
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(message);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", impossible);
        }
    }

    /** A copy, because the platform searches all its providers each time that it is asked for an algorithm. */
    private static Mac newMac() throws GeneralSecurityException {
        try {
            return (Mac) PROTOTYPE.clone();
        } catch (CloneNotSupportedException ofAnotherProvider) {
            return Mac.getInstance(HMAC);
        }
    }

    private static Mac prototype() {
        try {
            return Mac.getInstance(HMAC);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", impossible);
        }
    }

    static boolean areEqual(byte[] one, byte[] other) {
        return MessageDigest.isEqual(one, other);
    }

    @Override
    public String toString() {
        return "MasterSecrets" + secretsById.keySet();
    }
}
