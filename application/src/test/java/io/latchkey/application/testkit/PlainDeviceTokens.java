package io.latchkey.application.testkit;

import io.latchkey.application.shared.KnownDevice;
import io.latchkey.application.shared.port.DeviceTokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Device tokens that anybody can read and make. They live 180 days. */
public final class PlainDeviceTokens implements DeviceTokens {
    private static final String PREFIX = "device";

    private final Clock clock;

    public PlainDeviceTokens(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String issue(KnownDevice device) {
        return String.join(
                " ",
                PREFIX,
                device.account().toString(),
                device.id().toString(),
                Long.toString(device.since().getEpochSecond()));
    }

    @Override
    public Optional<KnownDevice> read(String token) {
        String[] parts = token.split(" ", -1);
        return parts.length == 4 && parts[0].equals(PREFIX)
                ? Optional.of(new KnownDevice(
                                UUID.fromString(parts[1]),
                                UUID.fromString(parts[2]),
                                Instant.ofEpochSecond(Long.parseLong(parts[3]))))
                        .filter(device ->
                                clock.instant().isBefore(device.since().plus(Duration.ofDays(180))))
                : Optional.empty();
    }
}
