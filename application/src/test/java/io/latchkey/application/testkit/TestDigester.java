package io.latchkey.application.testkit;

import io.latchkey.application.shared.port.Digester;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** Makes digests under a fixed key. */
public final class TestDigester implements Digester {
    @Override
    public UUID keyed(String text) {
        ByteBuffer mac = ByteBuffer.wrap(TestSecretKeys.hmac("test digester", text.getBytes(StandardCharsets.UTF_8)));
        return new UUID(mac.getLong(), mac.getLong());
    }

    @Override
    public String plain(String secret) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public boolean matches(String secret, String plainDigest) {
        return MessageDigest.isEqual(
                plain(secret).getBytes(StandardCharsets.UTF_8), plainDigest.getBytes(StandardCharsets.UTF_8));
    }
}
