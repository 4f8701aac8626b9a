package io.latchkey.domain.otp;

import io.latchkey.domain.shared.InvalidValueException;
import java.util.UUID;
import java.util.regex.Pattern;

/** Identifies one challenge. All 128 bits are random (no RFC 9562 version bits), so an id cannot be guessed. */
public record OtpChallengeId(UUID value) {
    private static final Pattern SHAPE =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    /** @throws InvalidValueException when the text is not 32 hexadecimal digits in the usual five groups */
    public static OtpChallengeId parse(String raw) {
        if (!SHAPE.matcher(raw).matches()) {
            throw new InvalidValueException("must be the id of a challenge");
        }
        return new OtpChallengeId(UUID.fromString(raw));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
