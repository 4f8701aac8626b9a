package io.latchkey.application.session;

import io.latchkey.application.shared.KnownDevice;
import java.util.Optional;

/** Use case: read the token that a device got at its last sign-in. It opens nothing; it only tells the device from strangers. */
public interface RecognizeDeviceUseCase {
    /** The device that a token names; empty when the token is not genuine or expired. */
    Optional<KnownDevice> recognize(String token);
}
