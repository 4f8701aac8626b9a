package io.latchkey.adapters.rest.clock;

import io.latchkey.adapters.rest.api.ResponseBody;
import java.time.Instant;

/**
 * Where the development clock stands.
 *
 * @param offset how far it is ahead of the real time (ISO 8601)
 * @param returnsAtRestart whether the next start begins at the real time
 */
record ClockResponse(String offset, Instant now, boolean returnsAtRestart) implements ResponseBody {

    static ClockResponse from(DevelopmentClock.Reading reading) {
        return new ClockResponse(reading.offset().toString(), reading.now(), reading.returnsAtRestart());
    }
}
