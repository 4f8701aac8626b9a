package io.latchkey.application.testkit;

import io.latchkey.application.shared.port.SecretKeys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 under keys that are derived from their ids, so that every run makes the same codes. */
public final class TestSecretKeys implements SecretKeys {
    private final Set<String> known = new CopyOnWriteArraySet<>(Set.of("key-1"));
    private final AtomicInteger codes = new AtomicInteger();
    private volatile String current = "key-1";

    /** Number of codes that were derived so far. */
    public int codes() {
        return codes.get();
    }

    /** Replaces the current key by a newer one. Older keys stay usable. */
    public void rotateTo(String keyId) {
        known.add(keyId);
        current = keyId;
    }

    /** Deletes a key. */
    public void forget(String keyId) {
        known.remove(keyId);
    }

    @Override
    public String currentId() {
        return current;
    }

    @Override
    public byte[] mac(String keyId, Use use, byte[] message) {
        if (!isKnown(keyId)) {
            throw new IllegalStateException("the key is no longer kept");
        }
        if (use == Use.OTP_CODE) {
            codes.incrementAndGet();
        }
        return hmac("test " + keyId + ' ' + use.name(), message);
    }

    static byte[] hmac(String key, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public boolean verify(String keyId, Use use, byte[] message, byte[] mac) {
        return isKnown(keyId) && MessageDigest.isEqual(mac(keyId, use, message), mac);
    }

    @Override
    public boolean isKnown(String keyId) {
        return known.contains(keyId);
    }
}
