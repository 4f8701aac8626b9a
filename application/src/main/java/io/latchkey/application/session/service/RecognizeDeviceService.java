package io.latchkey.application.session.service;

import io.latchkey.application.session.RecognizeDeviceUseCase;
import io.latchkey.application.shared.KnownDevice;
import io.latchkey.application.shared.port.DeviceTokens;
import java.util.Optional;

/** Reads device tokens. Whether the account still knows the device is decided where the account is read. */
public final class RecognizeDeviceService implements RecognizeDeviceUseCase {
    private final DeviceTokens tokens;

    RecognizeDeviceService(DeviceTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Optional<KnownDevice> recognize(String token) {
        return tokens.read(token);
    }
}
