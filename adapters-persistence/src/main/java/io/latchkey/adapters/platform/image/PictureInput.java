package io.latchkey.adapters.platform.image;

import java.io.IOException;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import javax.imageio.IIOException;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * The bytes of an upload, as decoders read them. It ends a decoder that is late, and one that goes on reading where the data has ended:
 * some of them would otherwise fill a whole picture with nothing, an exception per pixel.
 */
final class PictureInput extends ImageInputStreamImpl {
    /** Decoders of WebP look so many bytes ahead, also of a picture that is whole. */
    static final int LOOK_AHEAD = 16;
    /** So small that a decoder of many thin layers comes back often. */
    private static final int MOST_AT_ONCE = 512;

    /** The decoder of JPEG fills its buffer and asks for more than it needs. */
    private static final int MOST_ENDS = 16;

    private static final int BYTES_BETWEEN_CHECKS = 256;

    private final byte[] bytes;
    private final int padding;
    private final BooleanSupplier isLate;
    private int untilCheck = BYTES_BETWEEN_CHECKS;
    private int ends;

    /**
     * @param padding bytes of zero that follow the upload
     * @param isLate whether the time of this picture is over
     */
    PictureInput(byte[] bytes, int padding, BooleanSupplier isLate) {
        this.bytes = bytes;
        this.padding = padding;
        this.isLate = isLate;
    }

    /** Whether a decoder wanted more than there is. That of JPEG does in any case. */
    boolean hasRunOut() {
        return ends > 0;
    }

    @Override
    public int read() throws IOException {
        bitOffset = 0;
        if (--untilCheck < 0) {
            refuseLate();
        }
        if (streamPos < bytes.length) {
            return bytes[(int) streamPos++] & 0xff;
        }
        if (streamPos < length()) {
            streamPos++;
            return 0;
        }
        return end();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        bitOffset = 0;
        if (length == 0) {
            return 0;
        }
        refuseLate();
        if (streamPos >= length()) {
            return end();
        }
        int count = (int) Math.min(Math.min(length, MOST_AT_ONCE), length() - streamPos);
        int real = (int) Math.max(0, Math.min(count, bytes.length - streamPos));
        if (real > 0) {
            System.arraycopy(bytes, (int) streamPos, target, offset, real);
        }
        Arrays.fill(target, offset + real, offset + count, (byte) 0);
        streamPos += count;
        return count;
    }

    private int end() throws IOException {
        if (++ends > MOST_ENDS) {
            throw new IIOException("the data ends early");
        }
        return -1;
    }

    private void refuseLate() throws IOException {
        untilCheck = BYTES_BETWEEN_CHECKS;
        if (isLate.getAsBoolean()) {
            throw new IIOException("the time is over");
        }
    }

    @Override
    public long length() {
        return (long) bytes.length + padding;
    }
}
