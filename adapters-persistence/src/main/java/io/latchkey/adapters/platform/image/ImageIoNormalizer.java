package io.latchkey.adapters.platform.image;

import io.latchkey.application.user.port.BusyException;
import io.latchkey.application.user.port.ImageNormalizer;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.user.ProfileImage;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Tells a picture by its bytes, reads its size before its pixels, and draws it anew and upright: PNG where it is transparent, JPEG
 * elsewhere. What is stored holds nothing but pixels. Of large pictures only every second, third … row and column is decoded, which
 * spares memory with all kinds but WebP and progressive JPEG.
 */
public final class ImageIoNormalizer implements ImageNormalizer {
    /** Four channels of a byte: what pixels are drawn as, and what is assumed where a decoder does not tell. */
    private static final int BITS_OF_A_COMMON_PIXEL = 32;
    /** Rows, tables and buffers of a decoder. */
    private static final int WORKING_BYTES = 1 << 18;

    private final ImageLimits limits;
    private final DecodingPlaces places;
    private final PictureReaders readers = new PictureReaders();

    public ImageIoNormalizer(ImageLimits limits) {
        this.limits = limits;
        this.places = new DecodingPlaces(limits.concurrent(), limits.memory(), limits.longestWait());
    }

    @Override
    public ProfileImage normalize(byte[] upload) {
        if (upload.length == 0) {
            throw new InvalidValueException("the picture is empty");
        }
        if (upload.length > limits.maxBytes()) {
            throw new InvalidValueException("the picture must be at most " + limits.maxBytes() + " bytes large");
        }
        PictureKind kind = PictureKind.of(upload)
                .orElseThrow(() -> new InvalidValueException("the picture must be a PNG, JPEG, GIF or WebP"));
        try (DecodingPlaces.Place place = places.take()) {
            BufferedImage upright = decode(kind, upload, place);
            return upright.getColorModel().hasAlpha()
                    ? new ProfileImage("image/png", encode(upright, "png"))
                    : new ProfileImage("image/jpeg", encode(upright, "jpg"));
        } catch (OutOfMemoryError leftTooLittle) {
            throw DecodingPlaces.outOfMemory();
        }
    }

    /** Decoders throw whatever comes to them on broken data. */
    private BufferedImage decode(PictureKind kind, byte[] upload, DecodingPlaces.Place place) {
        Deadline deadline = new Deadline(limits.timeLimit(), kind != PictureKind.WEBP);
        try {
            return read(kind, upload, place, deadline);
        } catch (InvalidValueException | BusyException refused) {
            throw refused;
        } catch (IOException | RuntimeException broken) {
            throw deadline.isOver() ? late() : damaged();
        }
    }

    private BufferedImage read(PictureKind kind, byte[] upload, DecodingPlaces.Place place, Deadline deadline)
            throws IOException {
        PictureOutline outline = PictureOutline.of(kind, upload);
        PictureInput input =
                new PictureInput(upload, kind == PictureKind.WEBP ? PictureInput.LOOK_AHEAD : 0, deadline::isOver);
        ImageReader reader = readers.create(kind);
        try {
            reader.setInput(input, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            refuseLarge(width, height);
            if (!outline.fits(width, height)) {
                throw damaged();
            }
            int step = Math.max(1, Math.max(width, height) / (2 * limits.side()));
            place.reserve(bytes(reader.getRawImageType(0), outline.copies(), width, height, step));
            deadline.restart();
            ImageReadParam parameters = reader.getDefaultReadParam();
            parameters.setSourceSubsampling(step, step, 0, 0);
            reader.addIIOReadProgressListener(deadline);
            BufferedImage decoded = reader.read(0, parameters);
            if (deadline.isOver()) {
                throw late();
            }
            if (kind != PictureKind.JPEG && input.hasRunOut()) {
                throw damaged();
            }
            return outline.orientation().turnUpright(draw(decoded));
        } finally {
            reader.dispose();
        }
    }

    private void refuseLarge(long width, long height) {
        if (width < 1 || height < 1 || width * height > limits.maxPixels()) {
            throw new InvalidValueException("the picture must have at most " + limits.maxPixels() + " pixels");
        }
        if (Math.max(width, height) > limits.maxSide()) {
            throw new InvalidValueException(
                    "the picture must be at most " + limits.maxSide() + " pixels wide and high");
        }
    }

    /** What the decoding takes. A picture is refused by what it takes whole, however few of its rows are kept. */
    private int bytes(@Nullable ImageTypeSpecifier type, int copies, long width, long height, int step) {
        long bits = type == null ? BITS_OF_A_COMMON_PIXEL : type.getColorModel().getPixelSize();
        long whole = (width * height * bits + 7) / 8;
        long kept = (width / step + 1) * (height / step + 1) * Math.max(bits, BITS_OF_A_COMMON_PIXEL) / 8;
        long taken = copies * whole + kept + WORKING_BYTES;
        if (Math.max(whole, taken) > limits.memory()) {
            throw new InvalidValueException("the picture takes more than " + limits.memory() + " bytes of memory");
        }
        return (int) taken;
    }

    private BufferedImage draw(BufferedImage source) {
        double scale = Math.min(1.0, limits.side() / (double) Math.max(source.getWidth(), source.getHeight()));
        int width = Math.max(1, (int) Math.round(source.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(source.getHeight() * scale));
        boolean isTransparent = source.getColorModel().hasAlpha();
        BufferedImage target = new BufferedImage(
                width, height, isTransparent ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = target.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(source, 0, 0, width, height, null);
        graphics.dispose();
        return target;
    }

    private static InvalidValueException damaged() {
        return new InvalidValueException("the picture is damaged");
    }

    private InvalidValueException late() {
        return new InvalidValueException("the picture takes more than " + limits.timeLimit() + " to decode");
    }

    private static byte[] encode(BufferedImage image, String format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            if (!ImageIO.write(image, format, output)) {
                throw new IllegalStateException("no encoder for " + format);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
