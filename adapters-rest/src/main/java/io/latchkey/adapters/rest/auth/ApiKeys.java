package io.latchkey.adapters.rest.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * Keys by which programs are let in. Only digests are stored. The time of a comparison reveals nothing about the keys.
 */
public final class ApiKeys {
    private final List<byte[]> digests;

    /** @param keys the accepted keys; an empty list lets every caller in */
    public ApiKeys(List<String> keys) {
        digests = keys.stream().map(ApiKeys::digest).toList();
    }

    /** Tells whether callers are let in without a key. */
    public boolean isOpen() {
        return digests.isEmpty();
    }

    /** Tells whether the text is one of the keys. */
    public boolean matches(String shown) {
        byte[] digest = digest(shown);
        boolean isKnown = false;
        for (byte[] known : digests) {
            isKnown |= MessageDigest.isEqual(known, digest);
        }
        return isKnown;
    }

    private static byte[] digest(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    @Override
    public String toString() {
        return "ApiKeys[" + digests.size() + "]";
    }
}
