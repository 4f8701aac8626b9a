package io.latchkey.adapters.rest.clock;

import io.latchkey.adapters.rest.api.ResponseBody;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Where the development clock stands.
 *
 * @param offset described at the record, because Payara takes an annotated accessor whose name holds "set" for a setter
 */
@Schema(
        name = "Clock",
        description = "The offset is how far the clock is ahead of the real time, such as PT11M (ISO 8601).")
record ClockResponse(
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
