package io.latchkey.application.user.port;

import java.time.Duration;

/** As many pictures are being decoded as memory and processors bear. */
public final class ImageNormalizerBusyException extends BusyException {
    private static final long serialVersionUID = 1L;

    public ImageNormalizerBusyException(Duration retryAfter) {
        super("too many pictures are being decoded", retryAfter);
    }
}
