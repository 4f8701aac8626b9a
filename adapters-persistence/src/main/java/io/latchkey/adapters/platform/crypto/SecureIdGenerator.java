package io.latchkey.adapters.platform.crypto;

import io.latchkey.application.shared.port.IdGenerator;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** Draws ids and secrets from the platform's secure random generator (NIST SP 800-63B-4 §3.2.12). */
public final class SecureIdGenerator implements IdGenerator {
    private static final String LETTERS_AND_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private static final long VERSION = 7L << 12;
    private static final long BITS_BESIDE_TIME = 0xfffL;
    private static final long VARIANT = 1L << 63;
    private static final long BITS_BESIDE_VARIANT = -1L >>> 2;

    private final SecureRandom random = new SecureRandom();

    @Override
    public UUID next() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    @Override
    public UUID nextAt(Instant time) {
        UUID drawn = next();
        return new UUID(
                (time.toEpochMilli() << 16) | VERSION | (drawn.getMostSignificantBits() & BITS_BESIDE_TIME),
                VARIANT | (drawn.getLeastSignificantBits() & BITS_BESIDE_VARIANT));
    }

    @Override
    public String nextText(int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(LETTERS_AND_DIGITS.charAt(random.nextInt(LETTERS_AND_DIGITS.length())));
        }
        return text.toString();
    }
}
