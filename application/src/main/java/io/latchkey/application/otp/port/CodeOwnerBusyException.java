package io.latchkey.application.otp.port;

import io.latchkey.application.user.port.BusyException;
import java.time.Duration;

/** The provider that owns a code gave no verdict about a guess. The guess is given back, unless too many of its code were. */
public final class CodeOwnerBusyException extends BusyException {
    private static final long serialVersionUID = 1L;

    public CodeOwnerBusyException(Duration retryAfter) {
        super("the provider that owns the code gave no verdict", retryAfter);
    }
}
