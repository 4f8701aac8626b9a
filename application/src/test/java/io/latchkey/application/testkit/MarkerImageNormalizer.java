package io.latchkey.application.testkit;

import io.latchkey.application.user.port.ImageNormalizer;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.user.ProfileImage;
import java.util.Arrays;

/** Accepts content that starts with {@link #MARKER} as a picture, and cuts the marker off. */
public final class MarkerImageNormalizer implements ImageNormalizer {
    public static final byte MARKER = 42;

    @Override
    public ProfileImage normalize(byte[] upload) {
        if (upload.length == 0 || upload[0] != MARKER) {
            throw new InvalidValueException("must be a picture");
        }
        return new ProfileImage("image/png", Arrays.copyOfRange(upload, 1, upload.length));
    }
}
