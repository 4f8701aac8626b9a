package io.latchkey.adapters.platform.image;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Pictures of 48 times 32 pixels with a red, a green, a blue and a white quarter, and some with noise. Those in WebP were made with
 * libwebp.
 */
final class Pictures {
    static final String WEBP_LOSSY =
            "UklGRnoAAABXRUJQVlA4IG4AAACQBQCdASowACAAPikOhUKhh1QGAKEswBhtqC/APwA1xrgH4AfsV/T+QC7AfrdnfYchjkhw"
                    + "EAD++U6l/TVi0/Wz8vmWq37Qf/9q3RGOW+BktEf8xdxQNkQjuER9Ppfv7o5//7Ig5ewhaggOQewAAA==";
    static final String WEBP_LOSSLESS =
            "UklGRjwAAABXRUJQVlA4TC8AAAAvL8AHAB8gEEjeHzqN+RcQFPwf3fxHZA9ATdtGUEmW5JF8M3eO6P8EFBozEzZmBgA=";
    static final String WEBP_WITH_ALPHA =
            "UklGRqQAAABXRUJQVlA4WAoAAAAQAAAALwAAHwAAQUxQSBMAAAABDzD/ERFCLJj4Sy+D7oj+p+4BAFZQOCBqAAAAEAUAnQEq"
                    + "MAAgAD6tQplLpiOiobqoAMAViWYAtwFBfgGsVdN/En8M+TCO/QeJkd2eQAD+7U1npbob9Yb9watZK7H/9iRVHmvQFPPrHzWv"
                    + "5ihlb9im4zfX5m//cV3/9wG/YV62Jrc1KulAAA==";
    static final String WEBP_2000_TIMES_2000_IN_ONE_COLOUR =
            "UklGRsoAAABXRUJQVlA4TL4AAAAvz8fzAQcQRY7+B4QEif/fm4jof8Z//vOf//znP//5z3/+85///Oc///nPf/7zn//85z//"
                    + "+c9//vOf//znP//5z3/+85///Oc///nPf/7zn//85z//+c9//vOf//znP//5z3/+85///Oc///nPf/7zn//85z//+c9//vOf"
                    + "//znP//5z3/+85///Oc///nPf/7zn//85z//+c9//vOf//znP//5z3/+85///Oc///nPf/7zn//85z//+c9//o8B";
    static final String WEBP_LOSSY_NOISE =
            "UklGRuwCAABXRUJQVlA4IOACAABQDwCdASooACAAPo02lUglIqIhNUgAoBGJaQASAJom934BVgPuzTkkuO6z1Au3fPn/dP8B"
                    + "4g3wD/Aeo5/Vf9v9wH0e/tfij+X/+1/d/gA/kv9U/53q6etz9oPZC/VAkELibp+RqOALx7xZVF254s54qDtbNyRS1RpQ8CJQ"
                    + "1W2IKs68gADRgWZBqXQJDjB4uscs50Tu6iTLKU9LbP6q0JbPsO0H71ImjzdV4/CWvVeTzMHkq1RzPm/QM1oGc53ZM/NVZDBj"
                    + "CWiqSI2XTPJGHdiM9te1e30nshRbkCpTd65s6+EsF09Qo8GIIt4lpaz/LgJVb6tdgei9wZ5NVr4EHvVx0IAT0txdTiEKTVmz"
                    + "9aXq7JT1k0WwxCfzrMACKLDyHRJ2xS4MPwWEUwpoRxUlzPpfiO1H3WHT6xkodt0FIsLnMcYVZbws8mdUi71U2E/qzO/fD+hb"
                    + "vbfftM982c+gAg+p/AD66of1EBSHSv7jtCQZRu+9z+VhbfSetg2tlQS9H6t0QRKvphsicb544+txQs7/mKiDez70isq+lYHJ"
                    + "Ck1SWejLzrXbfw3sZIJZfSy9cbn12ItPVHRzfun9/ZAiiwzG/fpUqoITODn8uSvtxcwaFIgsit3gKOpgSTBd3XKLWcYrXtPI"
                    + "IKLkiLPH1ShxEkIngtvmgD1GUg/nAhkca0n1XKKI/1YPXddGUsYJtbTx9AhNYQBso55Base18Ylz/gXUZwtnBeAhHbVEeWL+"
                    + "koD/iabvDSswv/ynx0nNx1Z9uipZP3IpOhvU41K0Bg2wYALWoggFXMclWaWOeJpSb0QWcj6fN3qZNYlrfgsTJ4EAvn0OFXJg"
                    + "74vPj5Xw/2hmXPXm665fOKCOnSd7R0S8WpJfXxNAamjK2/tFVx7Sm1FPgHbfq3K2ao0p9FfHRpzo3rS8vnAG8TA3i+SUXduN"
                    + "esCqZkNFf6U9kiyC6Vg9Q1ot4UZ7dRj68FgFSO5g9NcgAAAA";
    static final String WEBP_LOSSLESS_NOISE =
            "UklGRjYCAABXRUJQVlA4TCoCAAAvJ8AHAD+gqI0UOCdhTyTAE0VtpMA5CXsiAZ4oaiMFzknYEwnwZP7j/++umWEbAADMjLsD"
                    + "NwIAuKzSKGFtF9bOKuJYO2sNaz3WTkT/o8FwgZu8gACu5EQbdAsYHjPnPYUsD/Xvj2VxZjYCRwA995Jtb5AGFoMSSpN3+cvg"
                    + "R1iwPzSeQlvimCMu9mMbYcH2L5/A6rTpOfGDgJBqTfOOqPQURtH3xDN6vZtVJ3fzb4FmBKVC2prRuwglYbRQFWMKfcCm1kYc"
                    + "TsKnWMpekUL05DyPUXYOMk/21+Wy2sRMFLarA9QnydtZCCpbeyliPtn8/b9UAbztQ+38EbQFdpJrj3XTlMYLynSRejfPqwjZ"
                    + "ByHoc3v3dEJNz8mO6VK9WHtChw+PzsGlsCNx+0lpxrXqmP+uJV7FDhZoh+MH8bO2jaq0I/2yuddladxQRGjRSTVkR66Q13j5"
                    + "AkyyqXxzgNMGaas4UojatQapWDpG+o5ZR0XW/060rBkGidSN0eS+qm+IR5Dr9yfW6bI0C39yuI9hzH4FKzHGtjmhZXC1bsJt"
                    + "o2pbzmQD7pVaIwQ33T8pAwEh+3h2182nh1TdmD2hxnk/sw7d5OxQ3+OQCIf3YUNvlYhqgeibPQ6hqjxPyxySAM7753fXcL7q"
                    + "MRsn0u4ZxRi4zAeyBjAET+BdtBUa/L7T5B7PtEsK7rcPpq1z2Rx2ghDtAGv5B+lXlk2lSt1eEdSSoqMq8GINqndGSugHdQ==";

    private static final int WIDTH = 48;
    private static final int HEIGHT = 32;

    private Pictures() {}

    static byte[] decode(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    /** A TIFF header and a directory with one entry. */
    static byte[] exif(int orientation, ByteOrder order) {
        return ByteBuffer.allocate(26)
                .order(order)
                .put((order == ByteOrder.BIG_ENDIAN ? "MM" : "II").getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 42)
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0)
                .array();
    }

    static byte[] jpegWithExif(byte[] exif) throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                Color left = y < HEIGHT / 2 ? Color.RED : Color.BLUE;
                Color right = y < HEIGHT / 2 ? Color.GREEN : Color.WHITE;
                image.setRGB(x, y, (x < WIDTH / 2 ? left : right).getRGB());
            }
        }
        byte[] plain = write(image, "jpg", false);
        return ByteBuffer.allocate(plain.length + 10 + exif.length)
                .put(plain, 0, 2)
                .putShort((short) 0xffe1)
                .putShort((short) (8 + exif.length))
                .put("Exif\0\0".getBytes(StandardCharsets.US_ASCII))
                .put(exif)
                .put(plain, 2, plain.length - 2)
                .array();
    }

    /** The lossy picture in the extended format (RFC 9649 §2.7). */
    static byte[] webpWithExif(byte[] exif) {
        byte[] simple = decode(WEBP_LOSSY);
        int padded = exif.length + (exif.length & 1);
        int length = simple.length + 18 + 8 + padded;
        ByteBuffer file = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(length - 8);
        file.put("WEBPVP8X".getBytes(StandardCharsets.US_ASCII)).putInt(10).putInt(8);
        file.put((byte) (WIDTH - 1))
                .putShort((short) 0)
                .put((byte) (HEIGHT - 1))
                .putShort((short) 0);
        file.put(simple, 12, simple.length - 12);
        file.put("EXIF".getBytes(StandardCharsets.US_ASCII)).putInt(exif.length).put(exif);
        return file.array();
    }

    /** A picture whose last bytes matter. */
    static byte[] noise(String kind) throws IOException {
        Random random = new Random(1);
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 64 * 64; i++) {
            image.setRGB(i % 64, i / 64, random.nextInt(1 << 24));
        }
        return switch (kind) {
            case "lossy" -> decode(WEBP_LOSSY_NOISE);
            case "lossless" -> decode(WEBP_LOSSLESS_NOISE);
            case "progressive" -> write(image, "jpg", true);
            default -> write(image, kind, false);
        };
    }

    private static byte[] write(BufferedImage image, String format, boolean isProgressive) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        if (isProgressive) {
            parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(output);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** Size and colours of a picture, such as {@code 48x32 RGBW}: the middles of its quarters by rows. */
    static String quarters(byte[] picture) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture));
        int width = image.getWidth();
        int height = image.getHeight();
        return width + "x" + height + ' '
                + name(image.getRGB(width / 4, height / 4))
                + name(image.getRGB(width * 3 / 4, height / 4))
                + name(image.getRGB(width / 4, height * 3 / 4))
                + name(image.getRGB(width * 3 / 4, height * 3 / 4));
    }

    private static char name(int rgb) {
        Color color = new Color(rgb);
        boolean isRed = color.getRed() > 127;
        boolean isGreen = color.getGreen() > 127;
        boolean isBlue = color.getBlue() > 127;
        if (isRed && isGreen && isBlue) {
            return 'W';
        }
        return isRed ? 'R' : isGreen ? 'G' : 'B';
    }
}
