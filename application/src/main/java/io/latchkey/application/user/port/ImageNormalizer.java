package io.latchkey.application.user.port;

import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.user.ProfileImage;

/** Decodes an upload by its content and re-encodes it without metadata (OWASP ASVS 5.0, 5.2.2, 5.2.6, 14.2.8). */
public interface ImageNormalizer {
    /** @throws InvalidValueException when the content is not PNG, JPEG, GIF or WebP, or has too many pixels */
    ProfileImage normalize(byte[] upload);
}
