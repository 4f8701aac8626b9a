package io.latchkey.adapters.rest.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** Secrets that programs show to be let in. Holds digests, and compares in a time that tells nothing of the keys. */
public final class ApiKeys {
    private final List<byte[]> digests;

    /** @param keys without any, everybody is let in */
    public ApiKeys(List<String> keys) {
        digests = keys.stream().map(ApiKeys::digest).toList();
    }

    /** Whether no key is needed. */
    public boolean isOpen() {
        return digests.isEmpty();
    }

    /** Whether this is one of the keys. */
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
