package io.latchkey.adapters.rest.clock;

import io.latchkey.adapters.rest.api.ResponseBody;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where the development clock stands. */
@Schema(name = "Clock")
record ClockResponse(
        @Schema(example = "PT11M", description = "How far the clock is ahead of the real time (ISO 8601).")
        String offset,

        @Schema(type = SchemaType.STRING, format = "date-time", description = "The time that the service goes by.")
        Instant now,

        @Schema(description = "Whether the next start begins at the real time.")
        boolean returnsAtRestart)
        implements ResponseBody {
    static ClockResponse from(DevelopmentClock.Reading reading) {
        return new ClockResponse(reading.offset().toString(), reading.now(), reading.returnsAtRestart());
    }
}
