package io.latchkey.adapters.platform.image;

import static io.latchkey.adapters.platform.image.PictureKind.begins;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The chunks of a WebP file (RFC 9649 §2.7). The frames in them have sizes of their own, which the decoder believes: a frame larger than
 * the picture that holds it would be decoded unseen.
 */
final class WebpChunks {
    private static final int FILE_HEADER = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int ANIMATION_FRAME_HEADER = 16;
    private static final String EXIF_PREFIX = "Exif\0\0";

    private final byte[] file;
    private final ByteBuffer buffer;
    private boolean isWhole = true;
    private int frames;
    private int widest;
    private int highest;
    private boolean hasAlpha;
    private byte[] exif = {};

    WebpChunks(byte[] file) {
        this.file = file;
        this.buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        if (file.length < FILE_HEADER + CHUNK_HEADER) {
            isWhole = false;
            return;
        }
        long end = CHUNK_HEADER + (buffer.getInt(4) & 0xffffffffL);
        isWhole = end <= file.length;
        walk(FILE_HEADER, (int) Math.min(end, file.length), true);
    }

    private void walk(int from, int end, boolean isTop) {
        int at = from;
        while (at + CHUNK_HEADER <= end) {
            int content = at + CHUNK_HEADER;
            long length = buffer.getInt(at + 4) & 0xffffffffL;
            if (length > end - content) {
                isWhole = false;
                return;
            }
            look(at, content, (int) length, isTop);
            at = content + (int) length + (int) (length & 1);
        }
    }

    private void look(int chunk, int content, int length, boolean isTop) {
        if (begins(file, chunk, "VP8 ") && length >= 10) {
            addFrame(buffer.getShort(content + 6) & 0x3fff, buffer.getShort(content + 8) & 0x3fff);
        } else if (begins(file, chunk, "VP8L") && length >= 5) {
            int sizes = buffer.getInt(content + 1);
            addFrame(1 + (sizes & 0x3fff), 1 + (sizes >>> 14 & 0x3fff));
        } else if (begins(file, chunk, "ANMF") && length >= ANIMATION_FRAME_HEADER && isTop && frames == 0) {
            walk(content + ANIMATION_FRAME_HEADER, content + length, false);
        } else if (begins(file, chunk, "ALPH")) {
            hasAlpha = true;
        } else if (begins(file, chunk, "EXIF")) {
            int skipped =
                    length >= EXIF_PREFIX.length() && begins(file, content, EXIF_PREFIX) ? EXIF_PREFIX.length() : 0;
            exif = Arrays.copyOfRange(file, content + skipped, content + length);
        }
    }

    private void addFrame(int width, int height) {
        frames++;
        widest = Math.max(widest, width);
        highest = Math.max(highest, height);
    }

    /** Whether a frame is there, and neither a chunk nor the file itself promises more bytes than there are. */
    boolean isWhole() {
        return isWhole && frames == 1;
    }

    int mostWidth() {
        return widest;
    }

    int mostHeight() {
        return highest;
    }

    boolean hasAlpha() {
        return hasAlpha;
    }

    /** From the TIFF header on; empty where there is none. */
    byte[] exif() {
        return exif;
    }
}
