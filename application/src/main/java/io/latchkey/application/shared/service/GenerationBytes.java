package io.latchkey.application.shared.service;

import java.util.UUID;

/**
 * Writes an id and a generation as 20 bytes: id first, most significant byte first. Codes, links and refresh tokens are
 * derived from them.
 */
public final class GenerationBytes {
    public static final int LENGTH = 20;

    private static final int GENERATION_AT = 16;

    private GenerationBytes() {}

    public static byte[] of(UUID id, int generation) {
        byte[] bytes = new byte[LENGTH];
        write(bytes, 0, id.getMostSignificantBits(), Long.BYTES);
        write(bytes, Long.BYTES, id.getLeastSignificantBits(), Long.BYTES);
        write(bytes, GENERATION_AT, generation, Integer.BYTES);
        return bytes;
    }

    /** @param bytes {@link #LENGTH} of them */
    public static UUID id(byte[] bytes) {
        return new UUID(read(bytes, 0, Long.BYTES), read(bytes, Long.BYTES, Long.BYTES));
    }

    /** @param bytes {@link #LENGTH} of them */
    public static int generation(byte[] bytes) {
        return (int) read(bytes, GENERATION_AT, Integer.BYTES);
    }

    private static void write(byte[] target, int offset, long value, int length) {
        for (int i = 0; i < length; i++) {
            target[offset + i] = (byte) (value >>> 8 * (length - 1 - i));
        }
    }

    private static long read(byte[] source, int offset, int length) {
        long value = 0;
        for (int i = 0; i < length; i++) {
            value = value << 8 | source[offset + i] & 0xff;
        }
        return value;
    }
}
