package io.latchkey.application.shared.port;

import io.latchkey.application.shared.KnownDevice;
import java.util.Optional;

/** Signs and reads device tokens. */
public interface DeviceTokens {
    /** Longest token that is read, in characters. */
    int LONGEST = 1_000;

    /** A token that says this. */
    String issue(KnownDevice device);

    /** What a token says; empty when it is not genuine or expired, so that its bearer is a stranger. */
    Optional<KnownDevice> read(String token);
}
