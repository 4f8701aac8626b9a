package io.latchkey.adapters.platform.image;

import static io.latchkey.domain.fuzz.Fuzzing.require;

import io.latchkey.application.user.port.ImageNormalizerBusyException;
import io.latchkey.domain.fuzz.FuzzTarget;
import io.latchkey.domain.shared.InvalidValueException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;

/** Uploads that should be pictures. What was made of one is a picture that is taken again. */
public final class PictureFuzz implements FuzzTarget {
    private static final ImageLimits LIMITS =
            new ImageLimits(1 << 20, 1 << 20, 2_048, 1 << 26, 2, Duration.ofSeconds(5), Duration.ofSeconds(5), 64);
    private final ImageIoNormalizer normalizer = new ImageIoNormalizer(LIMITS);

    @Override
    public void read(byte[] input) {
        try {
            byte[] picture = normalizer.normalize(input).content();
            require(normalizer.normalize(picture).content().length > 0, "the stored picture is refused");
        } catch (InvalidValueException | ImageNormalizerBusyException refused) {
            return;
        }
    }

    /** Small pictures of each kind. */
    public static List<byte[]> seeds() {
        try {
            List<byte[]> seeds = new ArrayList<>();
            for (String webp : List.of(Pictures.WEBP_LOSSY, Pictures.WEBP_LOSSLESS, Pictures.WEBP_WITH_ALPHA)) {
                seeds.add(Base64.getDecoder().decode(webp));
            }
            for (String format : List.of("png", "jpg", "gif")) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), format, bytes);
                seeds.add(bytes.toByteArray());
            }
            return seeds;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The tag Orientation of Exif, which is read before the picture. */
    public static void orientation(byte[] input) {
        require(Orientation.of(input) != null, "no orientation");
    }
}
