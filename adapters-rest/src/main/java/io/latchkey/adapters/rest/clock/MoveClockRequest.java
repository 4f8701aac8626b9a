package io.latchkey.adapters.rest.clock;

import io.latchkey.adapters.rest.json.Fields;
import io.latchkey.adapters.rest.json.RequestBody;
import io.latchkey.domain.shared.InvalidValueException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * Where the development clock is to stand.
 *
 * @param offset how far ahead of the real time: an ISO 8601 duration
 */
record MoveClockRequest(@Nullable String offset) implements RequestBody {
    private static final Duration FARTHEST = Duration.ofDays(3650);

    Duration toOffset() {
        Fields fields = new Fields();
        Fields.Parsed<Duration> parsed = fields.required("offset", offset, MoveClockRequest::parse);
        fields.check();
        return parsed.get();
    }

    private static Duration parse(String raw) {
        try {
            Duration duration = Duration.parse(raw);
            if (!duration.isNegative() && duration.compareTo(FARTHEST) <= 0) {
                return duration;
            }
        } catch (DateTimeParseException malformed) {
            throw refused();
        }
        throw refused();
    }

    private static InvalidValueException refused() {
        return new InvalidValueException("must be an ISO 8601 duration from PT0S to P3650D, such as PT11M");
    }
}
