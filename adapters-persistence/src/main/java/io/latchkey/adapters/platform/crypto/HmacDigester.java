package io.latchkey.adapters.platform.crypto;

import io.latchkey.application.shared.port.Digester;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** Makes keyed digests of values that must not be stored. */
public final class HmacDigester implements Digester {
    private final byte[] key;

    /** @param key see {@link DigestKey} */
    public HmacDigester(byte[] key) {
        this.key = key.clone();
    }

    @Override
    public UUID keyed(String text) {
        ByteBuffer mac = ByteBuffer.wrap(MasterSecrets.hmac(key, text.getBytes(StandardCharsets.UTF_8)));
        return new UUID(mac.getLong(), mac.getLong());
    }

    @Override
    public String plain(String secret) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    @Override
    public boolean matches(String secret, String plainDigest) {
        return MasterSecrets.areEqual(
                plain(secret).getBytes(StandardCharsets.US_ASCII), plainDigest.getBytes(StandardCharsets.US_ASCII));
    }
}
