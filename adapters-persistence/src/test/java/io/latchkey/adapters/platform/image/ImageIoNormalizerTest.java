package io.latchkey.adapters.platform.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.user.ProfileImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageIoNormalizerTest {
    private final ImageIoNormalizer normalizer = new ImageIoNormalizer(2_000_000, 1_000_000, 128);

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

    private static byte[] picture(String format, int width, int height, int type) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        assertThat(ImageIO.write(new BufferedImage(width, height, type), format, output))
                .isTrue();
        return output.toByteArray();
    }
}
