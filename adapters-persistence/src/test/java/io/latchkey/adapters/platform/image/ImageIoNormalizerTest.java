package io.latchkey.adapters.platform.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.application.user.port.ImageNormalizerBusyException;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.user.ProfileImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageIoNormalizerTest {
    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final ImageLimits LIMITS = limits(1_000_000, 1 << 25, LONG);

    private final ImageIoNormalizer normalizer = new ImageIoNormalizer(LIMITS);

    @ParameterizedTest
    @CsvSource({"png, 2, image/png", "png, 1, image/jpeg", "jpg, 1, image/jpeg", "gif, 1, image/jpeg"})
    void encodes_known_kinds_anew_and_scales_them_down(String format, int type, String mediaType) throws IOException {
        ProfileImage image = normalizer.normalize(picture(format, 400, 200, type));
        BufferedImage stored = ImageIO.read(new ByteArrayInputStream(image.content()));
        assertThat(image.mediaType()).isEqualTo(mediaType);
        assertThat(stored.getWidth()).isEqualTo(128);
        assertThat(stored.getHeight()).isEqualTo(64);
    }

    @Test
    void drops_what_is_no_pixel() throws IOException {
        byte[] plain = picture("jpg", 40, 40, BufferedImage.TYPE_INT_RGB);
        byte[] comment = "\u00ff\u00fe\u0000\u0014GPS 48.1N 11.5E..".getBytes(StandardCharsets.ISO_8859_1);
        byte[] tagged = new byte[plain.length + comment.length];
        System.arraycopy(plain, 0, tagged, 0, 2);
        System.arraycopy(comment, 0, tagged, 2, comment.length);
        System.arraycopy(plain, 2, tagged, 2 + comment.length, plain.length - 2);
        byte[] stored = normalizer.normalize(tagged).content();
        assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("GPS");
    }

    @Test
    void refuses_a_picture_with_too_many_pixels_without_decoding_it() throws IOException {
        byte[] bomb = picture("png", 4000, 4000, BufferedImage.TYPE_BYTE_BINARY);
        assertThat(bomb.length).isLessThan(2_000_000);
        assertThatThrownBy(() -> normalizer.normalize(bomb))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("pixels");
    }

    @Test
    void refuses_what_is_no_picture() {
        byte[] page = "<html><script>alert(1)</script></html>".getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> normalizer.normalize(page)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void refuses_a_picture_cut_in_half() throws IOException {
        byte[] whole = picture("png", 300, 300, BufferedImage.TYPE_INT_ARGB);
        byte[] half = Arrays.copyOf(whole, 60);
        assertThatThrownBy(() -> normalizer.normalize(half)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void refuses_an_empty_and_an_oversized_upload() {
        assertThatThrownBy(() -> normalizer.normalize(new byte[0])).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> normalizer.normalize(new byte[2_000_001])).isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {Pictures.WEBP_LOSSY, Pictures.WEBP_LOSSLESS})
    void takes_webp(String base64) throws IOException {
        ProfileImage image = normalizer.normalize(Pictures.decode(base64));
        assertThat(image.mediaType()).isEqualTo("image/jpeg");
        assertThat(Pictures.quarters(image.content())).isEqualTo("48x32 RGBW");
    }

    @Test
    void keeps_the_transparency_of_webp() throws IOException {
        ProfileImage image = normalizer.normalize(Pictures.decode(Pictures.WEBP_WITH_ALPHA));
        assertThat(image.mediaType()).isEqualTo("image/png");
        assertThat(ImageIO.read(new ByteArrayInputStream(image.content())).getRGB(0, 0) >>> 24)
                .isZero();
    }

    /** As in a server, which runs the threads of an application with a loader that does not see into its WAR. */
    @Test
    void finds_its_decoders_whatever_the_context_class_loader_is() throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader usual = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            byte[] stored = new ImageIoNormalizer(LIMITS)
                    .normalize(Pictures.decode(Pictures.WEBP_LOSSY))
                    .content();
            assertThat(Pictures.quarters(stored)).isEqualTo("48x32 RGBW");
        } finally {
            thread.setContextClassLoader(usual);
        }
    }

    /** The quarters of what is seen, by rows, when R and G lie over B and W in the data. */
    @ParameterizedTest
    @CsvSource({
        "0, 48x32 RGBW", "1, 48x32 RGBW", "2, 48x32 GRWB", "3, 48x32 WBGR", "4, 48x32 BWRG",
        "5, 32x48 RBGW", "6, 32x48 BRWG", "7, 32x48 WGBR", "8, 32x48 GWRB", "9, 48x32 RGBW"
    })
    void turns_pictures_upright(int orientation, String seen) throws IOException {
        for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
            byte[] exif = Pictures.exif(orientation, order);
            assertThat(Pictures.quarters(
                            normalizer.normalize(Pictures.jpegWithExif(exif)).content()))
                    .isEqualTo(seen);
            assertThat(Pictures.quarters(
                            normalizer.normalize(Pictures.webpWithExif(exif)).content()))
                    .isEqualTo(seen);
        }
    }

    @Test
    void takes_pictures_whose_exif_is_broken() throws IOException {
        byte[] whole = Pictures.exif(6, ByteOrder.BIG_ENDIAN);
        for (int length = 0; length < whole.length; length++) {
            byte[] exif = Arrays.copyOf(whole, length);
            assertThat(normalizer.normalize(Pictures.jpegWithExif(exif)).mediaType())
                    .isEqualTo("image/jpeg");
            assertThat(normalizer.normalize(Pictures.webpWithExif(exif)).mediaType())
                    .isEqualTo("image/jpeg");
        }
        byte[] astray = whole.clone();
        astray[4] = (byte) 0xff;
        assertThat(Pictures.quarters(
                        normalizer.normalize(Pictures.jpegWithExif(astray)).content()))
                .isEqualTo("48x32 RGBW");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "gif", "jpg", "progressive", "lossy", "lossless"})
    void refuses_data_that_ends_early(String kind) throws IOException {
        byte[] whole = Pictures.noise(kind);
        normalizer.normalize(whole);
        for (int part = 1; part < 20; part++) {
            byte[] cut = Arrays.copyOf(whole, whole.length * part / 20);
            assertThat(reasonOf(cut)).as("%s cut at %d of 20", kind, part).isEqualTo("the picture is damaged");
        }
    }

    @Test
    void refuses_a_frame_that_is_larger_than_its_picture() {
        byte[] webp = Pictures.webpWithExif(new byte[0]);
        int frame = new String(webp, StandardCharsets.ISO_8859_1).indexOf("VP8 ") + 8;
        webp[frame + 6] = (byte) 0xff;
        webp[frame + 7] = 0x3f;
        assertThat(reasonOf(webp)).isEqualTo("the picture is damaged");
    }

    /** Both take less than a second; they took 20 to 43 when an exception was made for each missing byte. */
    @Test
    void decodes_a_large_picture_of_few_bytes_fast() throws IOException {
        ImageIoNormalizer large = new ImageIoNormalizer(limits(25_000_000, 1 << 27, Duration.ofSeconds(15)));
        ProfileImage plain = large.normalize(Pictures.decode(Pictures.WEBP_2000_TIMES_2000_IN_ONE_COLOUR));
        assertThat(ImageIO.read(new ByteArrayInputStream(plain.content())).getWidth())
                .isEqualTo(128);
        byte[] promising = Pictures.decode(Pictures.WEBP_LOSSLESS);
        ByteBuffer.wrap(promising).order(ByteOrder.LITTLE_ENDIAN).putInt(21, 1999 << 14 | 1999);
        assertThatThrownBy(() -> large.normalize(promising))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("the picture is damaged");
    }

    @Test
    void refuses_a_picture_with_a_long_side() throws IOException {
        assertThat(reasonOf(picture("png", 4097, 4, BufferedImage.TYPE_BYTE_GRAY)))
                .isEqualTo("the picture must be at most 4096 pixels wide and high");
        assertThat(reasonOf(picture("png", 4, 4097, BufferedImage.TYPE_BYTE_GRAY)))
                .isEqualTo("the picture must be at most 4096 pixels wide and high");
        assertThat(normalizer
                        .normalize(picture("png", 4096, 4, BufferedImage.TYPE_BYTE_GRAY))
                        .mediaType())
                .isEqualTo("image/jpeg");
    }

    /** A megabyte of pixels in grey, four in colour with transparency. */
    @Test
    void refuses_a_picture_by_the_bytes_it_takes() throws IOException {
        ImageIoNormalizer small = new ImageIoNormalizer(limits(1_000_000, 3_000_000, LONG));
        assertThat(small.normalize(picture("png", 1000, 1000, BufferedImage.TYPE_BYTE_GRAY))
                        .mediaType())
                .isEqualTo("image/jpeg");
        byte[] transparent = picture("png", 1000, 1000, BufferedImage.TYPE_INT_ARGB);
        assertThatThrownBy(() -> small.normalize(transparent))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("the picture takes more than 3000000 bytes of memory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "gif", "jpg", "progressive", "lossy", "lossless"})
    void ends_a_decoding_that_takes_too_long(String kind) throws IOException {
        ImageIoNormalizer hasty = new ImageIoNormalizer(limits(1_000_000, 1 << 25, Duration.ofNanos(1)));
        byte[] picture = Pictures.noise(kind);
        assertThatThrownBy(() -> hasty.normalize(picture))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("to decode");
    }

    @Test
    void decodes_so_many_at_once_and_calls_no_other_damaged() throws Exception {
        byte[] picture = picture("png", 1000, 1000, BufferedImage.TYPE_INT_ARGB);
        ImageIoNormalizer narrow =
                new ImageIoNormalizer(new ImageLimits(2_000_000, 1_000_000, 4096, 1 << 23, 1, AT_ONCE, LONG, 512));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<ProfileImage>> uploads =
                    threads.invokeAll(Collections.nCopies(32, () -> narrow.normalize(picture)));
            int stored = 0;
            for (Future<ProfileImage> upload : uploads) {
                try {
                    assertThat(upload.get().mediaType()).isEqualTo("image/png");
                    stored++;
                } catch (ExecutionException refused) {
                    assertThat(refused.getCause()).isInstanceOf(ImageNormalizerBusyException.class);
                }
            }
            assertThat(stored).isPositive();
        } finally {
            threads.shutdown();
        }
        assertThat(narrow.normalize(picture).mediaType()).isEqualTo("image/png");
    }

    private String reasonOf(byte[] upload) {
        try {
            return "stored as " + normalizer.normalize(upload).mediaType();
        } catch (InvalidValueException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    private static ImageLimits limits(int maxPixels, int memory, Duration timeLimit) {
        return new ImageLimits(2_000_000, maxPixels, 4096, memory, 2, AT_ONCE, timeLimit, 128);
    }

    private static byte[] picture(String format, int width, int height, int type) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        assertThat(ImageIO.write(new BufferedImage(width, height, type), format, output))
                .isTrue();
        return output.toByteArray();
    }
}
