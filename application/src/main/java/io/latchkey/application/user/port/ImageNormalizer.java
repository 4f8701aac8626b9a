package io.latchkey.application.user.port;

import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.user.ProfileImage;

/**
 * Decodes an upload by its content, turns it upright and encodes it anew, without metadata (OWASP ASVS 5.0, 5.2.2, 5.2.6, 14.2.8).
 * Size, memory and time of one decoding are bounded, and so is how many run at once (OWASP ASVS 5.0, 15.1.3).
 */
public interface ImageNormalizer {
    /**
     * @throws InvalidValueException when the content is no whole PNG, JPEG, GIF or WebP, or costs more than one picture may
     * @throws ImageNormalizerBusyException when too many are decoded already
     */
    ProfileImage normalize(byte[] upload);
}
