package io.latchkey.adapters.platform.image;

import static io.latchkey.adapters.platform.image.PictureKind.begins;

import java.util.Arrays;

/** The segments of a JPEG file (ISO/IEC 10918-1, Annex B), up to the end of the first picture in it. */
final class JpegSegments {
    private static final int STUFFED = 0x00;
    private static final int TEMPORARY = 0x01;
    private static final int PROGRESSIVE = 0xc2;
    private static final int RESTART_0 = 0xd0;
    private static final int RESTART_7 = 0xd7;
    private static final int START_OF_IMAGE = 0xd8;
    private static final int END_OF_IMAGE = 0xd9;
    private static final int APP1 = 0xe1;
    private static final int FILL = 0xff;
    private static final String EXIF_PREFIX = "Exif\0\0";

    private final byte[] file;
    private boolean isWhole;
    private boolean isProgressive;
    private byte[] exif = {};

    JpegSegments(byte[] file) {
        this.file = file;
        int at = 0;
        while (at + 1 < file.length && !isWhole) {
            int marker = file[at + 1] & 0xff;
            if ((file[at] & 0xff) != FILL || marker == FILL) {
                at++;
            } else if (isAlone(marker)) {
                at += 2;
            } else if (marker == END_OF_IMAGE) {
                isWhole = true;
            } else {
                at = look(marker, at + 2);
            }
        }
    }

    private static boolean isAlone(int marker) {
        return marker == STUFFED
                || marker == TEMPORARY
                || marker == START_OF_IMAGE
                || marker >= RESTART_0 && marker <= RESTART_7;
    }

    /** Answers where the next marker is to be looked for: behind the segment, which pixels may follow. */
    private int look(int marker, int from) {
        if (from + 2 > file.length) {
            return file.length;
        }
        int end = from + Math.max(2, (file[from] & 0xff) << 8 | file[from + 1] & 0xff);
        if (marker == PROGRESSIVE) {
            isProgressive = true;
        } else if (marker == APP1 && exif.length == 0 && end <= file.length && begins(file, from + 2, EXIF_PREFIX)) {
            exif = Arrays.copyOfRange(file, Math.min(end, from + 2 + EXIF_PREFIX.length()), end);
        }
        return end;
    }

    /** Whether the end of the picture is there. */
    boolean isWhole() {
        return isWhole;
    }

    /** Whether the pixels come in layers, all of which are kept until the last one is read. */
    boolean isProgressive() {
        return isProgressive;
    }

    /** From the TIFF header on; empty where there is none. */
    byte[] exif() {
        return exif;
    }
}
