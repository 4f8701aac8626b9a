package io.latchkey.adapters.persistence.shared;

import java.nio.ByteBuffer;
import java.util.UUID;

/** Converts UUIDs to and from their stored form: 16 bytes, most significant first. */
public final class Bytes {
    private Bytes() {}

    public static byte[] of(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    public static UUID toUuid(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }
}
