package io.latchkey.adapters.platform.image;

import io.latchkey.application.user.port.ImageNormalizer;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.user.ProfileImage;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * Recognises a picture by its bytes, reads its size before its pixels, and draws it anew. The result is PNG for
 * pictures with transparency, JPEG for others. It holds pixels only, no metadata.
 */
public final class ImageIoNormalizer implements ImageNormalizer {
    private static final Set<String> FORMATS = Set.of("png", "jpeg", "jpg", "gif", "webp");

    private final int maxBytes;
    private final int maxPixels;
    private final int side;

    /**
     * Limits uploads and results.
     *
     * @param maxBytes largest upload
     * @param maxPixels most pixels of an upload, width times height
     * @param side longer side of the result in pixels; smaller pictures keep their size
     */
    public ImageIoNormalizer(int maxBytes, int maxPixels, int side) {
        this.maxBytes = maxBytes;
        this.maxPixels = maxPixels;
        this.side = side;
    }

    @Override
    public ProfileImage normalize(byte[] upload) {
        if (upload.length == 0) {
            throw new InvalidValueException("the picture is empty");
        }
        if (upload.length > maxBytes) {
            throw new InvalidValueException("the picture must be at most " + maxBytes + " bytes large");
        }
        BufferedImage decoded = decode(upload);
        boolean isTransparent = decoded.getColorModel().hasAlpha();
        return isTransparent
                ? new ProfileImage("image/png", encode(draw(decoded, BufferedImage.TYPE_INT_ARGB), "png"))
                : new ProfileImage("image/jpeg", encode(draw(decoded, BufferedImage.TYPE_INT_RGB), "jpg"));
    }

    private BufferedImage decode(byte[] upload) {
        try (ImageInputStream input = ImageIO.createImageInputStream(new ByteArrayInputStream(upload))) {
            ImageReader reader = reader(input)
                    .orElseThrow(() -> new InvalidValueException("the picture must be a PNG, JPEG, GIF or WebP"));
            try {
                reader.setInput(input, true, true);
                long width = reader.getWidth(0);
                long height = reader.getHeight(0);
                if (width < 1 || height < 1 || width * height > maxPixels) {
                    throw new InvalidValueException("the picture must have at most " + maxPixels + " pixels");
                }
                ImageReadParam parameters = reader.getDefaultReadParam();
                int step = (int) Math.max(1, Math.min(width, height) / (2L * side));
                parameters.setSourceSubsampling(step, step, 0, 0);
                return reader.read(0, parameters);
            } finally {
                reader.dispose();
            }
        } catch (IOException
                | IndexOutOfBoundsException
                | IllegalArgumentException
                | NegativeArraySizeException broken) {
            throw new InvalidValueException("the picture is damaged");
        }
    }

    private static Optional<ImageReader> reader(ImageInputStream input) throws IOException {
        for (Iterator<ImageReader> readers = ImageIO.getImageReaders(input); readers.hasNext(); ) {
            ImageReader reader = readers.next();
            if (FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
                return Optional.of(reader);
            }
        }
        return Optional.empty();
    }

    private BufferedImage draw(BufferedImage source, int type) {
        double scale = Math.min(1.0, side / (double) Math.max(source.getWidth(), source.getHeight()));
        int width = Math.max(1, (int) Math.round(source.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(source.getHeight() * scale));
        BufferedImage target = new BufferedImage(width, height, type);
        Graphics2D graphics = target.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(source, 0, 0, width, height, null);
        graphics.dispose();
        return target;
    }

    private static byte[] encode(BufferedImage image, String format) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, output)) {
                throw new IllegalStateException("no encoder for " + format);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return output.toByteArray();
    }
}
