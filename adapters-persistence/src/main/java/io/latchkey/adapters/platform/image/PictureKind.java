package io.latchkey.adapters.platform.image;

import java.util.Optional;

/** The kinds of pictures that are taken, told by how their bytes begin. */
enum PictureKind {
    PNG,
    JPEG,
    GIF,
    WEBP;

    static Optional<PictureKind> of(byte[] upload) {
        if (begins(upload, 0, "\u0089PNG\r\n\u001a\n")) {
            return Optional.of(PNG);
        }
        if (begins(upload, 0, "\u00ff\u00d8\u00ff")) {
            return Optional.of(JPEG);
        }
        if (begins(upload, 0, "GIF87a") || begins(upload, 0, "GIF89a")) {
            return Optional.of(GIF);
        }
        return begins(upload, 0, "RIFF") && begins(upload, 8, "WEBP") ? Optional.of(WEBP) : Optional.empty();
    }

    /** @param signature one character per byte */
    static boolean begins(byte[] bytes, int at, String signature) {
        if (bytes.length < at + signature.length()) {
            return false;
        }
        for (int i = 0; i < signature.length(); i++) {
            if ((bytes[at + i] & 0xff) != signature.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
