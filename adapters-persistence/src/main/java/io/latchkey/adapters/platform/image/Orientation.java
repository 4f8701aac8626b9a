package io.latchkey.adapters.platform.image;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How a camera was held: the tag Orientation of Exif 3.0 §4.6.5.1.6, where the first row and the first column of the data lie. */
enum Orientation {
    TOP_LEFT,
    TOP_RIGHT,
    BOTTOM_RIGHT,
    BOTTOM_LEFT,
    LEFT_TOP,
    RIGHT_TOP,
    RIGHT_BOTTOM,
    LEFT_BOTTOM;

    private static final int TAG = 0x0112;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int ENTRY_BYTES = 12;

    /**
     * Reads the one tag of the first directory. A reader of all tags would keep a copy of the data for each of some thousand entries
     * that share it.
     *
     * @param exif a TIFF header and what follows it; {@link #TOP_LEFT} where that is broken or says nothing
     */
    static Orientation of(byte[] exif) {
        if (exif.length < 14) {
            return TOP_LEFT;
        }
        ByteBuffer tiff = ByteBuffer.wrap(exif).order(exif[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        long directory = tiff.getInt(4) & 0xffffffffL;
        if (tiff.getShort(2) != 42 || directory > exif.length - 2) {
            return TOP_LEFT;
        }
        int entries = tiff.getShort((int) directory) & 0xffff;
        for (int i = 0; i < entries; i++) {
            int entry = (int) directory + 2 + i * ENTRY_BYTES;
            if (entry + ENTRY_BYTES > exif.length) {
                return TOP_LEFT;
            }
            if ((tiff.getShort(entry) & 0xffff) == TAG) {
                return of(value(tiff, entry));
            }
        }
        return TOP_LEFT;
    }

    private static int value(ByteBuffer tiff, int entry) {
        int type = tiff.getShort(entry + 2);
        if (type == SHORT) {
            return tiff.getShort(entry + 8);
        }
        return type == LONG ? tiff.getInt(entry + 8) : 0;
    }

    private static Orientation of(int value) {
        return value >= 1 && value <= values().length ? values()[value - 1] : TOP_LEFT;
    }

    /** The picture as it is to be seen. */
    BufferedImage turnUpright(BufferedImage image) {
        if (this == TOP_LEFT) {
            return image;
        }
        int width = image.getWidth();
        int height = image.getHeight();
        BufferedImage upright =
                new BufferedImage(isOnItsSide() ? height : width, isOnItsSide() ? width : height, image.getType());
        Graphics2D graphics = upright.createGraphics();
        graphics.drawImage(image, transform(width, height), null);
        graphics.dispose();
        return upright;
    }

    private boolean isOnItsSide() {
        return switch (this) {
            case TOP_LEFT, TOP_RIGHT, BOTTOM_RIGHT, BOTTOM_LEFT -> false;
            case LEFT_TOP, RIGHT_TOP, RIGHT_BOTTOM, LEFT_BOTTOM -> true;
        };
    }

    private AffineTransform transform(int width, int height) {
        return switch (this) {
            case TOP_LEFT -> new AffineTransform();
            case TOP_RIGHT -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case BOTTOM_RIGHT -> new AffineTransform(-1, 0, 0, -1, width, height);
            case BOTTOM_LEFT -> new AffineTransform(1, 0, 0, -1, 0, height);
            case LEFT_TOP -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case RIGHT_TOP -> new AffineTransform(0, 1, -1, 0, height, 0);
            case RIGHT_BOTTOM -> new AffineTransform(0, -1, -1, 0, height, width);
            case LEFT_BOTTOM -> new AffineTransform(0, -1, 1, 0, 0, width);
        };
    }
}
