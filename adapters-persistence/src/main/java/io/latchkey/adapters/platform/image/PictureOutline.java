package io.latchkey.adapters.platform.image;

/**
 * What is read of a picture beside what its decoder tells.
 *
 * @param copies how often the decoder holds the whole picture; 0 when it goes row by row
 * @param mostWidth widest frame that may be in it; a decoder believes the frame
 * @param mostHeight highest frame
 * @param isWhole whether its parts are as long as they say
 * @param orientation how it is turned upright
 */
record PictureOutline(int copies, int mostWidth, int mostHeight, boolean isWhole, Orientation orientation) {
    static PictureOutline of(PictureKind kind, byte[] upload) {
        return switch (kind) {
            case PNG, GIF -> new PictureOutline(0, 0, 0, true, Orientation.TOP_LEFT);
            case JPEG -> ofJpeg(new JpegSegments(upload));
            case WEBP -> ofWebp(new WebpChunks(upload));
        };
    }

    /** The layers of a progressive picture are kept as numbers of two bytes. */
    private static PictureOutline ofJpeg(JpegSegments jpeg) {
        return new PictureOutline(jpeg.isProgressive() ? 2 : 0, 0, 0, jpeg.isWhole(), Orientation.of(jpeg.exif()));
    }

    /** Transparency is decoded as a picture of its own. */
    private static PictureOutline ofWebp(WebpChunks webp) {
        return new PictureOutline(
                webp.hasAlpha() ? 2 : 1,
                webp.mostWidth(),
                webp.mostHeight(),
                webp.isWhole(),
                Orientation.of(webp.exif()));
    }

    boolean fits(int width, int height) {
        return isWhole && mostWidth <= width && mostHeight <= height;
    }
}
