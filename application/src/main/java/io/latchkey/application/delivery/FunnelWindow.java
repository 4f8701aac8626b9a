package io.latchkey.application.delivery;

import io.latchkey.domain.shared.InvalidValueException;
import java.time.Duration;
import java.time.format.DateTimeParseException;

/**
 * How far back a funnel counts.
 *
 * @param length more than zero and at most 24 hours
 */
public record FunnelWindow(Duration length) {
    private static final Duration LONGEST = Duration.ofHours(24);

    /** @throws InvalidValueException when the length is out of range */
    public FunnelWindow {
        if (length.isNegative() || length.isZero() || length.compareTo(LONGEST) > 0) {
            throw refusal();
        }
    }

    /** @throws InvalidValueException when the text is no ISO 8601 duration, or one out of range */
    public static FunnelWindow parse(String raw) {
        try {
            return new FunnelWindow(Duration.parse(raw));
        } catch (DateTimeParseException malformed) {
            throw refusal();
        }
    }

    private static InvalidValueException refusal() {
        return new InvalidValueException("must be an ISO 8601 duration such as PT1H, more than zero and at most PT24H");
    }
}
